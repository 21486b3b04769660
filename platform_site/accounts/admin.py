"""People, as staff see them: who they are and what they may do, never a secret of theirs."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.admin import AuthenticatorAdmin
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .addresses import clean_address
from .holdings import erase_person
from .models import User
from .names import NameField

# allauth's page shows the secrets of second steps.
admin.site.unregister(Authenticator)

RIGHTS = ("is_staff", "is_superuser", "groups", "user_permissions")


class PersonForm(ModelForm):
    display_name = NameField(label=_("Name"))

    class Meta:
        model = User
        exclude = ["password"]  # noqa: DJ006 (what else may be seen is said below)

    def clean_email(self) -> str:
        return clean_address(self.cleaned_data["email"])


@admin.register(User)
class PersonAdmin(admin.ModelAdmin):
    form = PersonForm
    list_display = ["display_name", "email", "language", "is_active", "is_staff", "joined_at"]
    list_filter = ["is_active", "is_staff", "groups", "language", "works_for"]
    search_fields = ["display_name", "email"]
    ordering = ["-joined_at"]
    date_hierarchy = "joined_at"
    filter_horizontal = ["groups", "user_permissions"]
    readonly_fields = ["joined_at", "last_login"]
    fieldsets = [
        (None, {"fields": ["display_name", "email", "works_for", "is_active"]}),
        (_("Preferences"), {"fields": ["language", "time_zone"]}),
        (_("Rights"), {"fields": list(RIGHTS)}),
        (_("Dates"), {"fields": ["joined_at", "last_login"]}),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        """Whoever may change people may not make themselves more than they are."""
        fixed = [] if request.user.is_superuser else list(RIGHTS)
        return [*self.readonly_fields, *fixed]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        if obj is not None and obj.is_staff and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Deactivate instead: what a person wrote stands under their name."""
        return bool(request.user.is_superuser) and super().has_delete_permission(request, obj)

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """Not row by row: what goes and what stays is said in each app's privacy.py."""
        return [str(person) for person in objs], {}, set(), []

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        erase_person(person=obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for person in queryset:
            erase_person(person=person)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            # The old address would still sign in; the new one is confirmed at the next sign-in.
            EmailAddress.objects.filter(user=obj).delete()


@admin.register(Authenticator)
class SecondStepAdmin(AuthenticatorAdmin):
    """To take a lost phone or key off an account; nothing is added or read here."""

    fields = ["user", "type", "created_at", "last_used_at"]
    readonly_fields = fields
    search_fields = ["user__email", "user__display_name"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)

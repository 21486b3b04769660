"""Staff write guide pages here. Every save is a revision, like any other change of a page."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.models import User
from platform_site.moderation.actions import archive_page
from platform_site.pages import kinds
from platform_site.pages.kinds import Snapshot
from platform_site.pages.models import PageText

from .actions import change_guide, publish_guide
from .models import Guide, GuideQuerySet, OldAddress


class GuideAdminForm(forms.ModelForm):
    """What stands on a guide page, and the version that stood there when the form was opened."""

    section = forms.ChoiceField(label=_("Section"), choices=Guide.Section)
    text = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 30, "cols": 90, "dir": "auto"}),
        strip=True,
        required=False,
    )
    opened_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Guide
        fields = ("slug", "language", "translation_of", "title", "summary", "order")
        widgets = {"summary": forms.Textarea(attrs={"rows": 2, "cols": 90, "dir": "auto"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "language" in self.fields:
            self.fields["language"] = forms.ChoiceField(
                label=_("Language"), choices=settings.LANGUAGES
            )
            self.fields["translation_of"] = forms.ModelChoiceField(
                label=_("Translation of"),
                queryset=Guide.objects.filter(translation_of__isnull=True).in_order(),
                required=False,
            )
            self.fields["slug"].required = False
        if self.instance.pk:
            text = PageText.objects.filter(pk=self.instance.pk).values_list("source", flat=True)
            self.initial["text"] = text.first() or ""
            self.initial["section"] = self.instance.subtype
            self.initial["opened_version"] = self.instance.version

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.instance.pk:
            self._require_nobody_was_faster(cleaned)
        else:
            self._name_address(cleaned)
        return cleaned

    def _require_nobody_was_faster(self, cleaned: dict[str, Any]) -> None:
        """The second editor reads what the first one did before theirs replaces it."""
        version = self.instance.version
        if cleaned.get("opened_version") == version:
            return
        # Whoever saves again has seen this message, and means it.
        data: Any = self.data
        self.data = data.copy()
        self.data[self.add_prefix("opened_version")] = version  # type: ignore[index]
        self.add_error(
            None,
            _(
                "Somebody changed this page after you opened it. Your text is below and is not"
                " saved yet. Read the page as it stands now, then save again."
            ),
        )

    def _name_address(self, cleaned: dict[str, Any]) -> None:
        original = cleaned.get("translation_of")
        if original is not None:
            cleaned["slug"] = original.slug
            language = cleaned.get("language")
            taken = Guide.objects.versions_of(original.slug).filter(language=language)
            if taken.exists():
                self.add_error("language", _("This page exists in that language: change it there"))
        elif not cleaned.get("slug"):
            self.add_error("slug", _("Write the last part of the address, such as privacy"))
        elif Guide.objects.filter(slug=cleaned["slug"]).exists():
            self.add_error("slug", _("Another page has this address"))

    def content(self, base: Snapshot) -> Snapshot:
        named = ("title", "summary", "order", "section", "text", "language")
        content = {key: self.cleaned_data[key] for key in named if key in self.cleaned_data}
        content["text"] = content["text"].replace("\r\n", "\n")
        return base | content


@admin.register(Guide)
class GuideAdmin(admin.ModelAdmin):
    form = GuideAdminForm
    list_display = ("title", "language", "place", "order", "state", "changed_at")
    list_filter = ("language", "subtype", "state")
    search_fields = ("title", "slug", "text__source")
    ordering = ("order", "pk")
    actions = ("take_off",)

    @admin.display(description=_("Section"), ordering="subtype")
    def place(self, guide: Guide) -> str:
        return str(Guide.Section(guide.subtype).label)

    def get_fields(self, request: HttpRequest, obj: Guide | None = None) -> tuple[str, ...]:
        address = () if obj else ("slug", "language", "translation_of")
        return (*address, "title", "summary", "section", "order", "text", "opened_version")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Guide]:
        guides = cast(GuideQuerySet, super().get_queryset(request))
        return guides.visible_to(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Guide | None = None) -> bool:
        # What was read can be cited: a page is taken off the site, its history stays.
        return False

    def save_model(
        self, request: HttpRequest, obj: Guide, form: GuideAdminForm, change: bool
    ) -> None:
        by = cast(User, request.user)
        if change:
            guide = Guide.objects.get(pk=obj.pk)
            base = kinds.get("guide").snapshot(guide)
            change_guide(guide=guide, base=base, proposal=form.content(base), by=by)
            return
        guide = publish_guide(
            slug=form.cleaned_data["slug"],
            original=form.cleaned_data["translation_of"],
            content=form.content({"subjects": {}}),
            by=by,
        )
        obj.pk = obj.page_ptr_id = guide.pk

    @admin.action(description=_("Take off the site"), permissions=["change"])
    def take_off(self, request: HttpRequest, chosen: QuerySet[Guide]) -> None:
        for guide in cast(GuideQuerySet, chosen).published():
            archive_page(page=guide, by=cast(User, request.user))
        self.message_user(request, _("Taken off the site"), messages.SUCCESS)


@admin.register(OldAddress)
class OldAddressAdmin(admin.ModelAdmin):
    """A row that is not wanted loses its target: deleted, the next load would bring it again."""

    list_display = ("path", "query", "target")
    search_fields = ("path", "query", "target")
    ordering = ("path", "query")

    def has_delete_permission(self, request: HttpRequest, obj: OldAddress | None = None) -> bool:
        return False

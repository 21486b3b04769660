"""Staff open forums here and say who leads them. Every save is a revision."""

from typing import Any, ClassVar, cast
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.models import User
from platform_site.accounts.requests import member
from platform_site.discussions.models import TalkModerator
from platform_site.moderation.actions import archive_page
from platform_site.moderation.admin.pages import PageAdmin
from platform_site.pages import kinds
from platform_site.pages.kinds import Snapshot
from platform_site.pages.models import Page, PageText

from . import rounds as rounds_as_typed
from .actions import change_forum, name_facilitators, open_forum, set_audience
from .models import Forum, Topic
from .models.forum import LONGEST_SLUG


class ForumAdminForm(forms.ModelForm):
    """What is said of a forum, its days and rounds, and the version that stood there before."""

    type = forms.ChoiceField(label=_("Type"), choices=Forum.Type)
    audience = forms.ChoiceField(
        label=_("Who sees it"),
        choices=[(one.value, one.label) for one in (Page.Audience.PUBLIC, Page.Audience.MEMBERS)],
        help_text=_("With all that is written in it."),
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12, "cols": 90, "dir": "auto"}),
    )
    zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        choices=lambda: [("", "—"), *((zone, zone) for zone in sorted(available_timezones()))],
    )
    rounds = forms.CharField(
        label=_("Rounds"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "cols": 90, "dir": "auto"}),
        help_text=_(
            "For each: the days and its title in one line, such as"
            " 2027-03-01 – 2027-03-07: Who is left out? Its question on the next lines; then an"
            " empty line."
        ),
    )
    facilitators = forms.CharField(
        label=_("Facilitators"),
        required=False,
        widget=forms.TextInput(attrs={"size": 90, "dir": "ltr"}),
        help_text=_("The e-mail addresses of their accounts, with commas between them."),
    )

    class Meta:
        model = Forum
        fields = (
            *("slug", "language", "translation_of", "title", "summary", "order"),
            *("opens_on", "closes_on"),
        )
        widgets: ClassVar = {
            "summary": forms.Textarea(attrs={"rows": 2, "cols": 90, "dir": "auto"}),
            "opens_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "closes_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "language" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].max_length = LONGEST_SLUG  # type: ignore[attr-defined]
            self.fields["language"] = forms.ChoiceField(
                label=_("Language"), choices=settings.LANGUAGES
            )
            self.fields["translation_of"] = forms.ModelChoiceField(
                label=_("Translation of"),
                queryset=Forum.objects.filter(
                    translation_of__isnull=True, circle__isnull=True
                ).in_order(),
                required=False,
            )
        if self.instance.pk:
            self._fill()

    def _fill(self) -> None:
        forum = self.instance
        text = PageText.objects.filter(pk=forum.pk).values_list("source", flat=True)
        led_by = TalkModerator.objects.filter(page=forum.pk).values_list("user__email", flat=True)
        self.initial.update(
            {
                "text": text.first() or "",
                "type": forum.subtype,
                "audience": forum.audience,
                "zone": forum.zone,
                "rounds": rounds_as_typed.written(rounds_as_typed.rows_of(forum)),
                "facilitators": ", ".join(led_by.order_by("user__email")),
            }
        )

    def clean_rounds(self) -> rounds_as_typed.Rows:
        return rounds_as_typed.parse(self.cleaned_data["rounds"])

    def clean_facilitators(self) -> list[User]:
        typed = [one.strip() for one in self.cleaned_data["facilitators"].split(",")]
        named = [one.lower() for one in typed if one]
        people = {one.email.lower(): one for one in User.objects.filter(email__in=named)}
        if unknown := [one for one in named if one not in people]:
            text = _("Nobody has an account with this address: %(address)s")
            raise forms.ValidationError(text % {"address": ", ".join(unknown)})
        return list(people.values())

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        first, last = said.get("opens_on"), said.get("closes_on")
        if (first or last) and not said.get("zone"):
            self.add_error("zone", _("Say in which time zone these days begin and end"))
        if first and last and last < first:
            self.add_error("closes_on", _("It closes after it opens: write a later day"))
        original = said.get("translation_of")
        if original is not None:
            versions = Forum.objects.versions_of(original.slug)
            if versions.filter(language=said.get("language")).exists():
                self.add_error("language", _("It is there in that language: change it there"))
        return said

    def content(self, base: Snapshot) -> Snapshot:
        named = ("title", "summary", "order", "type", "text", "zone", "rounds", "language")
        content = {key: self.cleaned_data[key] for key in named if key in self.cleaned_data}
        days = {
            name: day.isoformat() if (day := self.cleaned_data[name]) else ""
            for name in ("opens_on", "closes_on")
        }
        return base | content | days | {"text": content["text"].replace("\r\n", "\n").strip()}


@admin.register(Forum)
class ForumAdmin(admin.ModelAdmin):
    """Not those of circles: their workspaces look after them."""

    form = ForumAdminForm
    list_display = ("title", "language", "subtype", "opens_on", "closes_on", "audience", "state")
    list_filter = ("language", "subtype", "state")
    search_fields = ("title", "slug")
    ordering = ("order", "pk")
    actions = ("take_off",)

    def get_fields(self, request: HttpRequest, obj: Forum | None = None) -> tuple[str, ...]:
        address = () if obj else ("slug", "language", "translation_of")
        return (
            *(*address, "title", "summary", "text", "type", "audience", "order"),
            *("opens_on", "closes_on", "zone", "rounds", "facilitators"),
        )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Forum]:
        forums: Any = Forum.objects
        return forums.visible_to(request.user).filter(circle__isnull=True)

    def has_delete_permission(self, request: HttpRequest, obj: Forum | None = None) -> bool:
        # With it all that people wrote there would go: it is taken off the site.
        return False

    def save_model(
        self, request: HttpRequest, obj: Forum, form: ForumAdminForm, change: bool
    ) -> None:
        by = member(request)
        forum = self._changed(obj, form, by) if change else self._opened(form, by)
        name_facilitators(forum=forum, people=form.cleaned_data["facilitators"])
        obj.pk = obj.page_ptr_id = forum.pk

    def _opened(self, form: ForumAdminForm, by: User) -> Forum:
        return open_forum(
            content=form.content({}),
            by=by,
            slug=form.cleaned_data["slug"],
            audience=form.cleaned_data["audience"],
            original=form.cleaned_data["translation_of"],
        )

    def _changed(self, obj: Forum, form: ForumAdminForm, by: User) -> Forum:
        forum = Forum.objects.get(pk=obj.pk)
        base = kinds.get("forum").snapshot(forum)
        change_forum(forum=forum, base=base, proposal=form.content(base), by=by)
        forum.refresh_from_db()
        set_audience(forum=forum, audience=form.cleaned_data["audience"], by=by)
        return forum

    @admin.action(description=_("Take off the site"), permissions=["change"])
    def take_off(self, request: HttpRequest, chosen: QuerySet[Forum]) -> None:
        for forum in chosen.filter(state=Page.State.PUBLISHED):
            archive_page(page=forum, by=cast(User, request.user))


admin.site.register(Topic, PageAdmin)

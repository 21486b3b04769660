"""One queue for everything that people send in."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.requests import member
from platform_site.core.templatetags.look import day
from platform_site.pages import kinds
from platform_site.pages.languages import CONTENT_LANGUAGES

from ..actions import AlreadyDecided, ConflictingChange, accept_revision, assign_revision
from ..models import Revision, RevisionQuerySet, languages_of
from .bulk import refuse_several
from .review import review
from .reviewers import ForReviewers


class OpenFirst(admin.SimpleListFilter):
    """The queue shows what is waiting, unless one asks for more."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("all", _("all")), *Revision.State.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "all":
            return queryset
        return queryset.filter(state=self.value() or Revision.State.PENDING)

    def choices(self, changelist: Any) -> Any:
        selected = self.value() or Revision.State.PENDING
        for value, title in self.lookup_choices:
            query = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": value == selected, "query_string": query, "display": title}


class KindFilter(admin.SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(kind.name, kind.label) for kind in kinds.all_kinds() if kind.form]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(page__kind=self.value()) if self.value() else queryset


class LanguageFilter(admin.SimpleListFilter):
    """By the language a revision is about; a reviewer who has named languages asks for those."""

    title = _("language")
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        self.own = languages_of(member(request))
        mine = [("mine", _("those I review in"))] if self.own else []
        return [*mine, *CONTENT_LANGUAGES]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "mine":
            return queryset.filter(language__in=self.own)
        return queryset.filter(language=self.value()) if self.value() else queryset


@admin.register(Revision)
class RevisionAdmin(ForReviewers):
    """Compare, edit, accept, ask, refuse: one at a time or several."""

    list_display = ("title", "what", "language", "author", "significance", "assignee", "sent")
    list_filter = (
        *(OpenFirst, KindFilter, LanguageFilter, "significance"),
        ("assignee", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("page", "author", "assignee")
    search_fields = ("page__title", "author__display_name", "author__email")
    ordering = ("sent_at", "pk")
    list_per_page = 50
    actions = ("accept_selected", "refuse_selected", "take_selected")
    show_full_result_count = False

    @admin.display(description=_("title"))
    def title(self, revision: Revision) -> str:
        return str(revision)

    @admin.display(description=_("what"))
    def what(self, revision: Revision) -> str:
        label = kinds.get(revision.page.kind).label
        return gettext("New: %s") % label if revision.is_first else gettext("Change: %s") % label

    @admin.display(description=_("sent"), ordering="sent_at")
    def sent(self, revision: Revision) -> str:
        return day(revision.sent_at, "time")

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """The state is a column only where there are several of them."""
        shows_all = request.GET.get("state") == "all"
        return ("title", "state", *self.list_display[1:]) if shows_all else self.list_display

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        title = {"title": gettext("Review queue")}
        return super().changelist_view(request, title | (extra_context or {}))

    def get_queryset(self, request: HttpRequest) -> RevisionQuerySet:
        return Revision.objects.visible_to(request.user).exclude(page__state="draft")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Our own page: a comparison and one decision, then the next in the queue."""
        revision = self.get_object(request, object_id)
        if revision is None:
            return redirect(self.queue_url())
        return review(self, request, revision)

    def queue_url(self) -> str:
        return reverse("admin:moderation_revision_changelist")

    def next_url(self, request: HttpRequest, revision: Revision) -> str:
        """The next one waiting, so that forty are decided without going back to the list."""
        waiting = self.get_queryset(request).filter(state=Revision.State.PENDING)
        languages = languages_of(member(request))
        following = waiting.exclude(pk=revision.pk).own_languages_first(languages).first()
        if following is None:
            return self.queue_url()
        return reverse("admin:moderation_revision_change", args=[following.pk])

    @admin.action(description=_("Accept"))
    def accept_selected(self, request: HttpRequest, queryset: QuerySet[Revision]) -> None:
        accepted = 0
        for revision in queryset:
            try:
                accept_revision(revision=revision, by=member(request))
            except AlreadyDecided:
                self.message_user(request, already_decided(revision), messages.WARNING)
            except ConflictingChange:
                self.message_user(request, _conflict(revision), messages.WARNING)
            else:
                self.log_change(request, revision, gettext("Accepted"))
                accepted += 1
        text = ngettext("%(n)d accepted.", "%(n)d accepted.", accepted) % {"n": accepted}
        self.message_user(request, text)

    @admin.action(description=_("Refuse, with one reason"))
    def refuse_selected(
        self, request: HttpRequest, queryset: QuerySet[Revision]
    ) -> HttpResponse | None:
        return refuse_several(self, request, queryset)

    @admin.action(description=_("Take: I look at these"))
    def take_selected(self, request: HttpRequest, queryset: QuerySet[Revision]) -> None:
        for revision in queryset:
            assign_revision(revision=revision, to=member(request))


def already_decided(revision: Revision) -> str:
    revision.refresh_from_db()
    return gettext("“%(title)s” was decided already: %(state)s, by %(reviewer)s") % {
        "title": revision,
        "state": revision.get_state_display(),
        "reviewer": revision.reviewer or "–",
    }


def _conflict(revision: Revision) -> str:
    text = gettext("“%s” touches what was changed in the meantime: open it and compare")
    return text % revision

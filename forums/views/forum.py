"""The list of forums with the latest topics, one forum, joining it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from platform_site.accounts.decorators import sign_in_required
from platform_site.accounts.requests import member
from platform_site.core import paging
from platform_site.pages import lists
from platform_site.pages.cards import language_link, subject_links
from platform_site.pages.models import Page, PageLink

from .. import people
from ..actions import join, leave
from ..filters import TopicFilter
from ..listing import entries, forums_of_everyone, topics_of_everyone, with_what_lists_show
from ..models import Forum, Participation, Summary, Topic
from ..permissions import facilitates, may_open_topics
from .found import forum_or_404

PARTICIPANTS_SHOWN = 12


@require_safe
def forum_list(request: HttpRequest) -> HttpResponse:
    """What one can take part in, and below it the topics in which somebody wrote last."""
    forums = forums_of_everyone(request.user)
    topics = with_what_lists_show(topics_of_everyone(request.user))
    filtered = TopicFilter(request.GET, queryset=topics, request=request)
    filtered.offer_subjects()
    filtered.offer_forums([(one.forum.slug, one.shown.title) for one in forums])
    found = paging.newest(filtered.qs.latest_first(), mark=request.GET.get("at", ""))
    context = lists.about_list(request, filtered) | {
        "led": [one for one in forums if one.forum.is_e_discussion],
        "standing": [one for one in forums if not one.forum.is_e_discussion],
        "slice": found,
        "entries": entries(found.items, request.user),
    }
    return render(request, "forums/list.html", context)


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Where to open a topic; what it is about goes along."""
    forums = [one for one in forums_of_everyone(request.user) if one.forum.is_open]
    about = request.GET.get("about", "")[:30].replace("\x00", "")
    return render(request, "forums/choose.html", {"forums": forums, "about": about})


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    forum, shown = forum_or_404(request, slug)
    seen = Topic.objects.published().visible_to(request.user).originals().filter(forum=forum.pk)
    topics = with_what_lists_show(seen)
    mark = request.GET.get("at", "")
    found = paging.newest(topics.filter(talk__pinned_at__isnull=True).latest_first(), mark=mark)
    pinned = topics.filter(talk__pinned_at__isnull=False).order_by("-talk__pinned_at")
    # All at once: two lists would ask twice for what stands beside them.
    first = [] if mark else list(pinned)
    context = {
        "page": shown,
        "forum": forum,
        "subjects": subject_links([forum], request.user).get(forum.pk, []),
        "languages": _languages(request, forum, shown),
        "entries": entries([*first, *found.items], request.user, name_forums=False),
        "slice": found,
        "may_open": forum.is_open and not _is_blocked(request, forum),
        "facilitators": people.facilitators(forum, request.user),
        "leads": facilitates(request.user, forum),
    }
    if forum.is_e_discussion:
        context |= _e_discussion(request, forum)
    return render(request, "forums/detail.html", context)


def _is_blocked(request: HttpRequest, forum: Forum) -> bool:
    """Only of who is signed in: everybody else is asked to sign in first."""
    return request.user.is_authenticated and not may_open_topics(request.user, forum)


def _languages(request: HttpRequest, forum: Forum, shown: Forum) -> list[Any]:
    visible = Forum.objects.published().visible_to(request.user)
    group = visible.versions_of(forum.slug).exclude(pk=shown.pk).order_by("language")
    return [language_link(one) for one in group]


def _e_discussion(request: HttpRequest, forum: Forum) -> dict[str, Any]:
    joined = Participation.objects.filter(forum=forum.pk)
    return {
        "rounds": forum.rounds.all(),
        "round": forum.current_round if forum.is_open else None,
        "number": joined.count(),
        "takes_part": joined.of(request.user).exists(),
        "participants": people.participants(forum, request.user, size=PARTICIPANTS_SHOWN),
        "summary": Summary.objects.filter(forum=forum.pk).first(),
        "record": _record(request, forum),
    }


def _record(request: HttpRequest, forum: Forum) -> Page | None:
    """The summary in the library, if the reader may see it."""
    visible = Page.objects.visible_to(request.user)
    summed = PageLink.objects.filter(page=forum.pk, kind=PageLink.Kind.SUMMARY)
    return visible.filter(pk__in=summed.values("target")).first()


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def participation(request: HttpRequest, slug: str) -> HttpResponse:
    """Joining or leaving: one button, whichever of the two there is to do."""
    forum, shown = forum_or_404(request, slug)
    reader = member(request)
    takes_part = Participation.objects.of(reader).filter(forum=forum.pk).exists()
    if request.method == "POST" and "stop" in request.POST:
        leave(forum=forum, by=reader)
        messages.success(request, _("You have left “%(page)s”.") % {"page": shown.title})
        return redirect(shown)
    if request.method == "POST":
        join(forum=forum, by=reader)
        text = _("You take part in “%(page)s”: we tell you of each new topic.")
        messages.success(request, text % {"page": shown.title})
        return redirect(shown)
    context = {"page": shown, "forum": forum, "takes_part": takes_part}
    return render(request, "forums/participation.html", context)

"""The lists of news and events, and an item of each."""

from urllib.parse import unquote

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from platform_site.core import paging
from platform_site.discussions.talk import talk_about
from platform_site.pages import lists
from platform_site.pages.cards import cards, other_languages, subject_links

from .calendar import calendar
from .filters import ArticleFilter, EventFilter
from .models import Article, Event

CALENDAR_LENGTH = 500
UPCOMING_SHOWN = 20


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    return render(request, "news/list.html", lists.newest(request, ArticleFilter))


@require_safe
def detail(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    visible = Article.objects.visible_to(request.user).select_related("text", "contributor")
    article = get_object_or_404(visible, slug=slug)
    if request.path != unquote(article.get_absolute_url()):  # a slug may be in any script
        return redirect(article)
    context = {
        "page": article,
        "article": article,
        "subjects": subject_links([article], request.user).get(article.pk, []),
        "languages": other_languages(article, request.user),
        "talk": talk_about(article, user=request.user, page_number=request.GET.get("posts", "")),
    }
    return render(request, "news/detail.html", context)


@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    """What is still to come, soonest first; below it what is over, latest first, in slices."""
    chosen = EventFilter(
        request.GET, queryset=lists.originals(request, EventFilter), request=request
    )
    chosen.offer_subjects()
    past = paging.newest(chosen.qs.past().latest_first(), mark=request.GET.get("at", ""))
    coming = []
    if "at" not in request.GET:
        coming = list(chosen.qs.upcoming().order_by("begins_at", "pk")[:UPCOMING_SHOWN])
    # All cards at once: two lists would ask twice for what stands beside them.
    shown = [*coming, *past.items]
    with_cards = list(zip(cards(shown, request.user), shown, strict=True))
    context = lists.about_list(request, chosen) | {
        "coming": with_cards[: len(coming)],
        "slice": past,
        "cards": with_cards[len(coming) :],
    }
    return render(request, "news/events.html", context)


@require_safe
def event(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    found = _event(request, slug)
    if request.path != unquote(found.get_absolute_url()):
        return redirect(found)
    zone = request.user.time_zone if request.user.is_authenticated else "UTC"
    context = {
        "page": found,
        "event": found,
        "local_start": found.local_start(zone),
        "zone": zone,
        "subjects": subject_links([found], request.user).get(found.pk, []),
        "languages": other_languages(found, request.user),
        "talk": talk_about(found, user=request.user, page_number=request.GET.get("posts", "")),
    }
    return render(request, "news/event.html", context)


def _event(request: HttpRequest, slug: str) -> Event:
    visible = Event.objects.visible_to(request.user).select_related("text", "contributor")
    return get_object_or_404(visible, slug=slug)


@require_safe
def event_file(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    found = _event(request, slug)
    return _ics([found], name=found.title, filename=f"event-{found.pk}.ics")


@require_safe
def event_calendar(request: HttpRequest) -> HttpResponse:
    """The list as a calendar to subscribe to: only what everyone may see, whoever asks."""
    request.user = AnonymousUser()
    found = EventFilter(
        request.GET, queryset=lists.originals(request, EventFilter), request=request
    ).qs
    events = list(found.order_by("-begins_at", "-pk")[:CALENDAR_LENGTH])
    return _ics(events, name=str(settings.PLATFORM_NAME), filename="events.ics")


def _ics(events: list[Event], *, name: str, filename: str) -> HttpResponse:
    answer = HttpResponse(calendar(events, name=name), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{filename}"'
    return answer

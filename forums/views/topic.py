"""One topic; opening one; moving one to another forum."""

from typing import Any
from urllib.parse import unquote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.requests import member
from platform_site.core import markup
from platform_site.discussions.models import moderated_by
from platform_site.discussions.talk import talk_about
from platform_site.moderation.actions import NotAllowedToContribute
from platform_site.moderation.forms import SubmissionForm
from platform_site.pages.cards import other_languages, subject_links
from platform_site.pages.forms import subject_names

from ..actions import CannotMove, NotOpen, move_topic, open_topic
from ..forms import MoveForm, TopicForm
from ..listing import names_of
from ..models import Forum, Topic
from ..permissions import may_open_topics, opens_at_once
from .found import forum_or_404


@require_safe
def topic(request: HttpRequest, forum: str, pk: int, slug: str) -> HttpResponse:
    found = _topic_or_404(request, pk)
    if request.path != unquote(found.get_absolute_url()):  # a slug may be in any script
        return redirect(found)
    context = {
        "page": found,
        "topic": found,
        "forum": found.forum,
        "forum_shown": names_of([found.forum_id], request.user).get(found.forum_id, found.forum),
        "subjects": subject_links([found], request.user).get(found.pk, []),
        "languages": other_languages(found, request.user),
        "talk": talk_about(found, user=request.user, page_number=request.GET.get("posts", "")),
        "may_move": _may_move(request, found),
        "is_own": request.user.is_authenticated and found.contributor_id == request.user.pk,
    }
    return render(request, "forums/topic.html", context)


def _topic_or_404(request: HttpRequest, pk: int) -> Topic:
    visible = Topic.objects.visible_to(request.user)
    return get_object_or_404(
        visible.select_related("text", "contributor", "forum", "translation_of"), pk=pk
    )


def _may_move(request: HttpRequest, found: Topic) -> bool:
    is_original = found.translation_of_id is None
    return is_original and found.is_published and _kept_by(request, found).exists()


def _kept_by(request: HttpRequest, found: Topic) -> Any:
    visible = Topic.objects.visible_to(request.user)
    return visible.filter(moderated_by(request.user), pk=found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def new_topic(request: HttpRequest, slug: str) -> HttpResponse:
    """`?about=KHM` fills in the page one stood on, `?translation_of=12` makes it a version of
    that topic in another language."""
    forum, shown = forum_or_404(request, slug)
    original = _original(request, forum)
    data = request.POST or kept_data(request)
    form = TopicForm(data, initial=_initial(request))
    submission = SubmissionForm(data)
    is_sent = request.method == "POST" and "preview" not in request.POST
    if is_sent and form.is_valid() and submission.is_valid():
        try:
            revision = open_topic(
                forum=forum,
                proposal=form.proposal(),
                by=member(request),
                key=submission.cleaned_data["key"],
                original=original,
            )
        except (NotOpen, NotAllowedToContribute):
            # The page says which of the two it is, and what was typed stands in it.
            forum.refresh_from_db()
        else:
            return redirect(_next(revision))
    context = {
        "page": shown,
        "forum": forum,
        "form": form,
        "submission": submission,
        "original": original,
        "is_blocked": forum.is_open and not may_open_topics(request.user, forum),
        "at_once": opens_at_once(member(request), forum),
        "preview_html": _preview(request, form),
    }
    status = 422 if request.method == "POST" and (form.errors or is_sent) else 200
    return render(request, "forums/new_topic.html", context, status=status)


def _next(revision: Any) -> str:
    """The topic itself where it is there at once; else where it stands."""
    page = Topic.objects.visible_to(revision.author).get(pk=revision.page_id)
    return page.get_absolute_url() if page.is_published else revision.get_receipt_url()


def _initial(request: HttpRequest) -> dict[str, Any]:
    about = request.GET.get("about", "")[:30].replace("\x00", "")
    return {"language": get_language(), "subjects": subject_names([about.upper()])}


def _original(request: HttpRequest, forum: Forum) -> Topic | None:
    asked = request.GET.get("translation_of", "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        raise Http404
    topics = Topic.objects.published().visible_to(request.user).originals()
    return get_object_or_404(topics, pk=asked, forum=forum.pk)


def _preview(request: HttpRequest, form: TopicForm) -> str:
    if "preview" not in request.POST or not form.is_valid():
        return ""
    # render() cleans what it makes.
    return mark_safe(markup.render(form.cleaned_data["text"]))  # noqa: S308


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def move(request: HttpRequest, forum: str, pk: int, slug: str) -> HttpResponse:
    """Those who look after a topic put it where it belongs: another forum they look after."""
    found = get_object_or_404(_kept_by(request, _topic_or_404(request, pk)))
    if found.translation_of_id is not None:
        raise Http404
    form = MoveForm(request.POST or None, forums=_others(request, found))
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["forum"]
        try:
            move_topic(topic=found, to=to, by=member(request))
        except CannotMove:
            text = _("More people would read it there than here: it stays where it is.")
            form.add_error("forum", text)
        else:
            messages.success(request, _("It is in “%(page)s” now.") % {"page": to.title})
            return redirect(Topic.objects.visible_to(request.user).get(pk=found.pk))
    status = 422 if request.method == "POST" else 200
    context = {"page": found, "topic": found, "form": form}
    return render(request, "forums/move.html", context, status=status)


def _others(request: HttpRequest, found: Topic) -> Any:
    """The other forums that the person looks after and that have the topic's circle, or none."""
    visible = Forum.objects.published().visible_to(request.user).filter(moderated_by(request.user))
    same = visible.filter(circle=found.circle_id, translation_of__isnull=True)
    return same.exclude(pk=found.forum_id).in_order()

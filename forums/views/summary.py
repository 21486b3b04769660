"""The facilitator sums up an e-discussion and hands the summary to the library."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.requests import member
from platform_site.core import markup
from platform_site.moderation.actions import NotAllowedToContribute

from .. import people
from ..actions import SummaryMissing, SummaryNotAccepted, publish_summary, write_summary
from ..forms import SummaryForm
from ..models import Forum, Summary
from ..permissions import facilitates
from .found import forum_or_404


def _led_or_404(request: HttpRequest, slug: str) -> tuple[Forum, Forum]:
    forum, shown = forum_or_404(request, slug)
    if not (forum.is_e_discussion and facilitates(request.user, forum)):
        raise Http404
    return forum, shown


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def summary(request: HttpRequest, slug: str) -> HttpResponse:
    forum, shown = _led_or_404(request, slug)
    held = Summary.objects.filter(forum=forum.pk).first()
    initial = _initial(request, forum, shown, held)
    form = SummaryForm(request.POST or kept_data(request), initial=initial)
    is_sent = request.method == "POST" and "preview" not in request.POST
    if is_sent and form.is_valid():
        write_summary(forum=forum, by=member(request), content=form.content())
        messages.success(request, _("Kept: it stands on the page of the discussion."))
        return redirect(shown)
    context = {"page": shown, "form": form, "preview_html": _preview(request, form)}
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, "forums/summary.html", context, status=status)


def _initial(
    request: HttpRequest, forum: Forum, shown: Forum, held: Summary | None
) -> dict[str, Any]:
    if held is not None:
        return {name: getattr(held, name) for name in SummaryForm.base_fields}
    names = [one.name for one in people.facilitators(forum, request.user)]
    title = _("Summary of the e-discussion “%(page)s”") % {"page": shown.title}
    return {"title": title, "authors": "; ".join(names), "language": get_language()}


def _preview(request: HttpRequest, form: SummaryForm) -> str:
    if "preview" not in request.POST or not form.is_valid():
        return ""
    # render() cleans what it makes.
    return mark_safe(markup.render(form.cleaned_data["source"]))  # noqa: S308


@require_POST
@sign_in_required
def publication(request: HttpRequest, slug: str) -> HttpResponse:
    """Proposes the summary to the library; its receipt says what becomes of it."""
    forum, shown = _led_or_404(request, slug)
    try:
        revision = publish_summary(forum=forum, by=member(request))
    except SummaryMissing:
        messages.error(request, _("Write the summary first."))
    except SummaryNotAccepted:
        messages.error(request, _("The library does not take it as it stands: look it over again."))
    except NotAllowedToContribute:
        messages.error(request, _("A moderator has paused your contributions."))
    else:
        return redirect(revision.get_receipt_url())
    return redirect(shown)

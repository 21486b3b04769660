"""Commenting on a page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.requests import member
from platform_site.core import markup
from platform_site.pages import kinds
from platform_site.pages.models import Page

from .actions import write_post
from .forms import PostForm


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """A small form of its own, so that the page it belongs to stays the same for everyone."""
    page = get_object_or_404(Page.objects.published().visible_to(request.user), pk=pk)
    if kinds.get(page.kind).is_personal:
        raise Http404
    data = request.POST or kept_data(request)
    form = PostForm(data, initial={"language": get_language()})
    is_sent = request.method == "POST" and "preview" not in request.POST
    if is_sent and form.is_valid():
        post = write_post(page=page, by=member(request), **form.cleaned_data)
        return redirect(post)
    context = {"page": page, "form": form, "preview_html": _preview(request, form)}
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, "discussions/comment.html", context, status=status)


def _preview(request: HttpRequest, form: PostForm) -> str:
    if "preview" not in request.POST or not form.is_valid():
        return ""
    # render() cleans what it makes.
    return mark_safe(markup.render(form.cleaned_data["source"]))  # noqa: S308

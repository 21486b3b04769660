"""Reporting that something on a page is wrong, without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from platform_site.accounts import limits
from platform_site.pages.models import Page

from ..actions import report_problem
from ..forms import ReportForm


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    pages = Page.objects.published().visible_to(request.user)
    page = get_object_or_404(pages.named(), pk=pk)
    form = ReportForm(request.POST or None)
    is_too_often = False
    if request.method == "POST" and form.is_valid():
        is_too_often = not limits.allow(request, "report")
        if not is_too_often:
            return _send(request, page, form)
    context = {"page": page, "form": form, "is_too_often": is_too_often}
    status = 429 if is_too_often else 422 if form.errors else 200
    return render(request, "moderation/report.html", context, status=status)


def _send(request: HttpRequest, page: Page, form: ReportForm) -> HttpResponse:
    report = report_problem(
        page=page,
        what=form.cleaned_data["what"],
        text=form.cleaned_data["text"],
        by=request.user if request.user.is_authenticated else None,
        key=form.cleaned_data["key"],
    )
    return redirect(report.get_receipt_url())

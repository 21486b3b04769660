"""The plain page: what any Django site pays for a list of twenty rows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from platform_site.pages.models import Page

ROWS = 20


def plain(request: HttpRequest) -> HttpResponse:
    """One query of 20 rows and a Django template of about 30 KB.

    The oldest rows, which no other scenario adds to.
    """
    rows = Page.objects.filter(kind="article", state="published").select_related("text")
    return render(request, "plain.html", {"rows": rows.order_by("published_at", "pk")[:ROWS]})


urlpatterns = [path("plain/", plain)]

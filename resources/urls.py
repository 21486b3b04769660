"""Addresses of the library."""

from django.urls import path, re_path

from . import views
from .feeds import LibraryFeed

app_name = "resources"

urlpatterns = [
    path("", views.library, name="list"),
    path("feed/", LibraryFeed(), name="feed"),
    re_path(r"^export\.(?P<form>bib|ris|json)$", views.export, name="export"),
    path("duplicates/", views.duplicates_of, name="duplicates"),
    path("fields/", views.type_fields, name="fields"),
    path("<int:pk>-<str:slug>/", views.detail, name="detail"),
    re_path(
        r"^(?P<pk>[0-9]{1,18})-(?P<slug>[^/]+)/cite\.(?P<form>bib|ris|json)$",
        views.cite,
        name="cite",
    ),
]

"""Addresses of the search."""

from django.urls import path

from . import feeds, views

urlpatterns = [
    path("", views.search, name="search"),
    path("suggestions/", views.suggest, name="search-suggest"),
    path("feed/", feeds.SearchFeed(), name="search-feed"),
]

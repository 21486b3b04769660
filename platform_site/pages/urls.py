"""Addresses of the tags; a page's own address belongs to its kind."""

from django.urls import path

from . import views
from .feeds import TagFeed

app_name = "pages"

urlpatterns = [
    path("tags/", views.tags, name="tags"),
    path("tags/<str:slug>/", views.tag, name="tag"),
    path("tags/<str:slug>/feed/", TagFeed(), name="tag-feed"),
]

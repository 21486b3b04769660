"""Addresses of the workspaces."""

from django.urls import path

from . import views
from .feeds import WorkspaceFeed

app_name = "workspaces"

urlpatterns = [
    path("", views.workspace_list, name="list"),
    path("feed/", WorkspaceFeed(), name="feed"),
    path("<str:slug>/", views.detail, name="detail"),
    path("<str:slug>/inside/", views.overview, name="inside"),
    path("<str:slug>/discussions/", views.discussions, name="discussions"),
    path("<str:slug>/members/", views.members, name="members"),
]

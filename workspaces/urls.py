"""Addresses of the workspaces."""

from django.urls import include, path

from . import views
from .feeds import WorkspaceFeed

app_name = "workspaces"

urlpatterns = [
    path("", views.workspace_list, name="list"),
    path("feed/", WorkspaceFeed(), name="feed"),
    path("new/", views.create, name="new"),
    path("invitations/<str:token>/", views.invited, name="invitation"),
    path("", include("workspaces.inside_urls")),
    path("<str:slug>/", views.detail, name="detail"),
    path("<str:slug>/join/", views.join, name="join"),
    path("<str:slug>/join/withdrawal/", views.withdraw, name="withdrawal"),
    path("<str:slug>/leave/", views.leave, name="leave"),
    path("<str:slug>/inside/", views.overview, name="inside"),
    path("<str:slug>/discussions/", views.discussions, name="discussions"),
    path("<str:slug>/members/", views.members, name="members"),
    path("<str:slug>/members/shown/", views.shown, name="shown"),
    path("<str:slug>/members/hand-over/", views.hand_over, name="hand-over"),
    path("<str:slug>/members/<int:pk>/", views.member_of, name="member"),
    path("<str:slug>/requests/", views.requests, name="requests"),
    path("<str:slug>/requests/<int:pk>/", views.request_to_join, name="request"),
    path("<str:slug>/invitations/", views.invitations, name="invitations"),
    path("<str:slug>/invitations/<int:pk>/", views.invitation, name="sent-invitation"),
    path("<str:slug>/guests/", views.guests, name="guests"),
    path("<str:slug>/guests/<int:pk>/revocation/", views.revoke, name="revocation"),
    path("<str:slug>/settings/", views.settings, name="settings"),
    path("<str:slug>/closing/", views.closing, name="closing"),
    path("<str:slug>/export/", views.export, name="export"),
    path("<str:slug>/inspection/", views.inspect, name="inspection"),
    path("<str:slug>/inspections/", views.inspections, name="inspections"),
]

"""Addresses of following, of one's inbox and of one's mails."""

from django.urls import path

from . import views

urlpatterns = [
    path("pages/<int:pk>/follow/", views.follow, name="follow"),
    path("search/follow/", views.follow_a_search, name="follow-search"),
    path("me/follows/", views.follows, name="follows"),
    path("me/follows/preferences/", views.preferences, name="mail-preferences"),
    path("me/follows/several/", views.bulk, name="change-follows"),
    path("me/notifications/", views.inbox, name="inbox"),
    path("me/notifications/reading/", views.read, name="inbox-reading"),
    path("me/mail/", views.mails, name="mail-ledger"),
    path("me/mail/address/", views.address, name="mail-address"),
    path("mail/address/<str:token>/", views.working_address, name="working-address"),
    path("unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
]

"""Addresses of people, of what is written to them, and of what belongs to oneself."""

from django.urls import path

from . import views
from .feeds import PeopleFeed

app_name = "people"

urlpatterns = [
    path("people/", views.people, name="list"),
    path("people/feed/", PeopleFeed(), name="feed"),
    path("people/<slug:handle>/", views.detail, name="detail"),
    path("people/<slug:handle>/contact/", views.contact, name="contact"),
    path("me/profile/", views.edit, name="edit"),
    path("me/messages/", views.messages, name="messages"),
    path("me/messages/<int:pk>/", views.message, name="message"),
    path("me/messages/<int:pk>/report/", views.report, name="report"),
    path("me/export/", views.export, name="export"),
    path("me/delete/", views.delete, name="delete"),
]

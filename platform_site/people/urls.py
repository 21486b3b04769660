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
    path("people/<slug:handle>/contact/unsent/", views.unsent, name="unsent"),
    path("people/<slug:handle>/block/", views.block, name="block"),
    path("me/profile/", views.edit, name="edit"),
    path("me/messages/", views.messages, name="messages"),
    path("me/messages/<int:pk>/", views.message, name="message"),
    path("me/conversations/<int:pk>/", views.conversation, name="conversation"),
    path(
        "me/conversations/<int:pk>/unsent/", views.conversation_unsent, name="conversation-unsent"
    ),
    path("me/conversations/<int:pk>/acceptance/", views.acceptance, name="acceptance"),
    path("me/conversations/<int:pk>/end/", views.end, name="end"),
    path("me/conversations/<int:pk>/mute/", views.mute, name="mute"),
    path("me/conversations/<int:pk>/block/", views.block_in_conversation, name="block-other"),
    path("me/conversations/<int:pk>/copy/", views.copy, name="copy"),
    path("me/conversations/<int:pk>/report/", views.report, name="report"),
    path("me/blocked/", views.blocked, name="blocked"),
    path("me/blocked/<int:pk>/end/", views.unblock, name="unblock"),
    path("me/export/", views.export, name="export"),
    path("me/delete/", views.delete, name="delete"),
]

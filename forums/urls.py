"""Addresses of forums and topics."""

from django.urls import path

from . import views
from .feeds import ForumFeed, TopicFeed

app_name = "forums"

urlpatterns = [
    path("", views.forum_list, name="list"),
    path("feed/", TopicFeed(), name="feed"),
    path("new/", views.choose, name="new"),
    path("<str:slug>/", views.detail, name="detail"),
    path("<str:slug>/feed/", ForumFeed(), name="forum-feed"),
    path("<str:slug>/new/", views.new_topic, name="new-topic"),
    path("<str:slug>/participation/", views.participation, name="participation"),
    path("<str:slug>/summary/", views.summary, name="summary"),
    path("<str:slug>/summary/publication/", views.publication, name="publication"),
    path("<str:forum>/<int:pk>-<str:slug>/", views.topic, name="topic"),
    path("<str:forum>/<int:pk>-<str:slug>/forum/", views.move, name="move"),
]

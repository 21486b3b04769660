"""Addresses of the news."""

from django.urls import path

from . import views
from .feeds import NewsFeed

app_name = "news"

urlpatterns = [
    path("", views.article_list, name="list"),
    path("feed/", NewsFeed(), name="feed"),
    path("<int:year>/<str:slug>/", views.detail, name="detail"),
]

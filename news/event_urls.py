"""Addresses of the events."""

from django.urls import path

from . import views
from .feeds import EventFeed

app_name = "events"

urlpatterns = [
    path("", views.event_list, name="list"),
    path("feed/", EventFeed(), name="feed"),
    path("calendar.ics", views.event_calendar, name="calendar"),
    path("<int:year>/<str:slug>/", views.event, name="detail"),
    path("<int:year>/<str:slug>/event.ics", views.event_file, name="file"),
]

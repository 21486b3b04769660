"""Addresses of programmes and projects."""

from django.urls import path

from . import views
from .feeds import ProjectFeed

app_name = "programmes"

urlpatterns = [
    path("programmes/", views.programme_list, name="list"),
    path("programmes/<slug:slug>/", views.programme, name="detail"),
    path("projects/", views.project_list, name="project-list"),
    path("projects/feed/", ProjectFeed(), name="project-feed"),
    path("projects/data.csv", views.data, name="project-data"),
    path("projects/<str:slug>/", views.project, name="project"),
]

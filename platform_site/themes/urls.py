"""Addresses of the themes."""

from django.urls import path

from . import views

app_name = "themes"

urlpatterns = [
    path("themes/", views.theme_list, name="list"),
    path("themes/<slug:slug>/", views.detail, name="detail"),
]

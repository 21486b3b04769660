"""Addresses of the indicators."""

from django.urls import path

from . import views

app_name = "indicators"

urlpatterns = [
    path("<slug:slug>/", views.detail, name="detail"),
]

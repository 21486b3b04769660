"""Addresses of signing in and of one's account."""

from django.urls import include, path

urlpatterns = [
    path("", include("allauth.urls")),
]

"""Addresses of countries, regions and groups."""

from django.urls import URLPattern

app_name = "countries"
urlpatterns: list[URLPattern] = []

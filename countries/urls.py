"""Addresses of countries, regions and groups."""

from django.urls import path

from . import views

app_name = "countries"

urlpatterns = [
    path("countries/", views.country_list, name="list"),
    path("countries/<slug:iso3>/", views.detail, name="detail"),
    path("countries/<slug:iso3>/data.csv", views.data, name="data"),
    path("regions/<slug:slug>/", views.region, name="region"),
    path("groups/<slug:slug>/", views.group, name="group"),
]

"""Addresses of countries, regions, groups and instruments."""

from django.urls import path

from . import views

app_name = "countries"

urlpatterns = [
    path("countries/", views.country_list, name="list"),
    path("countries/<slug:iso3>/", views.detail, name="detail"),
    path("countries/<slug:iso3>/data.csv", views.data, name="data"),
    path("countries/<slug:iso3>/<slug:part>/new/", views.suggest_row, name="add-row"),
    path("countries/<slug:iso3>/<slug:part>/<str:key>/", views.suggest_row, name="change-row"),
    path("regions/<slug:slug>/", views.region, name="region"),
    path("groups/<slug:slug>/", views.group, name="group"),
    path("instruments/", views.instrument_list, name="instruments"),
    path("instruments/<slug:slug>/", views.instrument, name="instrument"),
]

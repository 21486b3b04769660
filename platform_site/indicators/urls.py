"""Addresses of the indicators."""

from django.urls import path

from . import views

app_name = "indicators"

urlpatterns = [
    path("", views.catalogue, name="list"),
    path("<slug:slug>/", views.detail, name="detail"),
    path("<slug:slug>/data.csv", views.data, name="data"),
]

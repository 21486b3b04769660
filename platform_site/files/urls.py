"""Addresses of files: the same in every language, because others link to them."""

from django.urls import path

from . import views

app_name = "files"

urlpatterns = [
    path("<int:pk>/", views.newest, name="newest"),
    path("<int:pk>/<int:number>/", views.version, name="version"),
    path("<uuid:pk>/", views.upload, name="upload"),
]

"""Addresses of comments."""

from django.urls import path

from . import views

urlpatterns = [
    path("pages/<int:pk>/comments/new/", views.comment, name="comment"),
]

"""Addresses of the news."""

from django.urls import path

from . import views

app_name = "news"

urlpatterns = [
    path("", views.article_list, name="list"),
    path("<int:year>/<str:slug>/", views.detail, name="detail"),
]

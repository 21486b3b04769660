"""Addresses of the glossary."""

from django.urls import path, re_path

from . import views
from .feeds import GlossaryFeed

app_name = "glossary"

urlpatterns = [
    path("", views.concept_list, name="list"),
    path("feed/", GlossaryFeed(), name="feed"),
    re_path(r"^export\.(?P<extension>ttl|jsonld|csv)$", views.export, name="export"),
    path("<str:slug>/", views.detail, name="detail"),
    path("<str:slug>/definitions/new/", views.new_definition, name="new-definition"),
    path("<str:slug>/terms/new/", views.new_designation, name="new-designation"),
    re_path(
        r"^(?P<slug>[^/]+)/concept\.(?P<extension>ttl|jsonld|csv)$",
        views.export_one,
        name="export-one",
    ),
]

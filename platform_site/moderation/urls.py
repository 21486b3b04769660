"""Addresses of taking part: contribute, suggest a change, report a problem, receipts."""

from django.urls import path

from . import views

urlpatterns = [
    path("contribute/<slug:kind>/", views.contribute, name="contribute-page"),
    path("pages/<int:pk>/suggestions/new/", views.suggest, name="suggest-change"),
    path("pages/<int:pk>/reports/new/", views.report, name="report-problem"),
    path("contributions/<str:token>/", views.receipt, name="receipt"),
    path("contributions/<str:token>/revision/", views.revise, name="revise-contribution"),
    path("preview/", views.preview, name="preview"),
]

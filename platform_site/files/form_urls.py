"""What a form's script sends a file to: under the language in which it is answered."""

from django.urls import path

from . import views

app_name = "uploads"

urlpatterns = [
    path("new/", views.new, name="new"),
]

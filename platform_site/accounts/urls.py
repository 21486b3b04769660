"""Addresses of signing in and of one's account."""

from django.urls import include, path, re_path
from django.views.generic import RedirectView

from . import views

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="account_preferences")),
    path("preferences/", views.preferences, name="account_preferences"),
    # Before allauth's own of the same name.
    re_path(
        r"^confirm-email/(?P<key>[-:\w]+)/$",
        views.ConfirmEmail.as_view(),
        name="account_confirm_email",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.ResetFromKey.as_view(),
        name="account_reset_password_from_key",
    ),
    path("", include("allauth.urls")),
]

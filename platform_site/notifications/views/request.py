"""What a view behind a sign-in is called with, for the type checker."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from platform_site.accounts.models import User


class PersonalRequest(HttpRequest):
    user: User
    htmx: HtmxDetails

"""What we ask of a person beside the address and the password."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .models import User


class SignUpForm(forms.Form):
    """Joined to allauth's own sign-up form."""

    display_name = forms.CharField(
        label=_("Your name"), max_length=80, help_text=_("As colleagues know you; others see it.")
    )

    def signup(self, request: HttpRequest, user: User) -> None:
        user.display_name = self.cleaned_data["display_name"]
        user.language = get_language() or "en"
        user.save()

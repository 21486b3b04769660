"""What we ask of a person: to sign up, to sign in, to reset a password, to say what they prefer.

allauth's forms, with the one spelling of an address and the answers that tell nobody who is here.
"""

import zoneinfo
from datetime import timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import AddEmailForm, LoginForm, ResetPasswordForm, SignupForm
from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django import forms
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from . import limits
from .addresses import clean_address
from .models import OrganisationType, User
from .names import NameField

ADDRESS_TAKEN = "user_email_unique"


# One select, and nobody has to say.
WORKS_FOR = [("", _("I would rather not say")), *OrganisationType.choices]


class SignUp(SignupForm):
    """Answers the same whether or not the address has an account: only the mail differs."""

    display_name = NameField(
        label=_("Your name"),
        help_text=_("As colleagues know you; others see it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    works_for = forms.ChoiceField(
        label=_("Who do you work for?"),
        choices=WORKS_FOR,
        required=False,
        help_text=_("Others see it only if you make a profile."),
    )
    field_order = ("display_name", "email", "password1", "works_for")

    def clean_email(self) -> str:
        self.cleaned_data["email"] = clean_address(self.cleaned_data["email"])
        return super().clean_email()

    def signup(self, request: HttpRequest, user: User) -> None:
        user.display_name = self.cleaned_data["display_name"]
        user.works_for = self.cleaned_data["works_for"]
        user.language = get_language() or "en"
        user.save(update_fields=["display_name", "works_for", "language"])

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        if self.account_already_exists:
            # A new account costs one hash, so a known one must, or the time would tell.
            make_password(self.cleaned_data["password1"])
            if not limits.allow(request, "notice-of-account", account=self.cleaned_data["email"]):
                return None, self._answer_without_mail(request)
            return super().try_save(request)
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError as error:
            if ADDRESS_TAKEN not in str(error):
                raise
            # Somebody with this address was a moment faster, and their mail is on its way.
            return None, self._answer_without_mail(request)

    def _answer_without_mail(self, request: HttpRequest) -> HttpResponse:
        address = EmailAddress(email=self.cleaned_data["email"])
        send_verification_email_to_address(
            request, address, signup=True, skip_enumeration_mails=True
        )
        return get_adapter().respond_email_verification_sent(request, None)


class SignIn(LoginForm):
    def clean_login(self) -> str:
        return clean_address(self.cleaned_data["login"])


class ResetPassword(ResetPasswordForm):
    def clean_email(self) -> str:
        self.cleaned_data["email"] = clean_address(self.cleaned_data["email"])
        return super().clean_email()


class ChangeEmail(AddEmailForm):
    def clean_email(self) -> str:
        self.cleaned_data["email"] = clean_address(self.cleaned_data["email"])
        return super().clean_email()


class CodeOnce:
    """A code works once, in whichever worker: allauth remembers used ones in its own process."""

    user: User

    def clean_code(self) -> str:
        code = super().clean_code()  # type: ignore[misc]
        if not limits.once(f"second step {self.user.pk} {code}", within=timedelta(minutes=3)):
            raise get_mfa_adapter().validation_error("incorrect_code")
        return code


class SecondStep(CodeOnce, AuthenticateForm):
    pass


class SecondStepAgain(CodeOnce, ReauthenticateForm):
    pass


def zones() -> list[tuple[str, Any]]:
    """Time zones by continent, as choices: `UTC` first, then `Africa` with its cities."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for zone in sorted(zoneinfo.available_timezones()):
        area, slash, city = zone.partition("/")
        if slash and area not in ("Etc", "SystemV", "US", "posix", "right"):
            groups.setdefault(area, []).append((zone, city.replace("_", " ")))
    return [("UTC", "UTC"), *groups.items()]


class Preferences(forms.ModelForm):
    """How a person is called and spoken to."""

    display_name = NameField(label=_("Your name"), help_text=_("Others see it."))
    works_for = forms.ChoiceField(
        label=_("Who do you work for?"),
        choices=WORKS_FOR,
        required=False,
        help_text=_("Others see it only if you make a profile."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zones,
        widget=forms.Select(attrs={"lang": "en"}),  # they are named in English everywhere
        help_text=_("Times on pages and in mails are of this zone."),
    )

    class Meta:
        model = User
        fields = ["display_name", "works_for", "language", "time_zone"]
        help_texts = {"language": _("Of the mails we send you, and of pages after you sign in.")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["display_name"].widget.attrs["autocomplete"] = "name"

    def clean_time_zone(self) -> str:
        zone = self.cleaned_data["time_zone"]
        if zone not in zoneinfo.available_timezones():
            raise ValidationError(_("Choose a time zone from the list"))
        return zone

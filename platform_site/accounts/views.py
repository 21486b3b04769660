"""Preferences, and the two links of our mails that must write nothing when they are only opened."""

from typing import Any

from allauth.account.forms import UserTokenForm
from allauth.account.views import ConfirmEmailView, PasswordResetFromKeyView
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.generic.edit import FormView

from .decorators import kept_data, sign_in_required
from .forms import ADDRESS_TAKEN, Preferences
from .models import User


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def preferences(request: HttpRequest) -> HttpResponse:
    # Not request.user: a refused name would already stand in the masthead.
    person = get_object_or_404(User, pk=request.user.pk)
    form = Preferences(request.POST or kept_data(request), instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        with translation.override(person.language):
            messages.success(request, _("Your preferences are saved."))
            return redirect("account_preferences")
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/preferences.html", {"form": form}, status=status)


class ConfirmEmail(ConfirmEmailView):
    """Opening the link only asks; the button confirms. Mail scanners open every link."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.object = self.get_object()
        except Http404:
            self.object = None
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().post(request, *args, **kwargs)
        except Http404:
            return self.get(request, *args, **kwargs)
        except IntegrityError as error:
            if ADDRESS_TAKEN not in str(error):
                raise
            messages.error(request, _("Another account has this address already."))
            return redirect("account_email")

    def get_object(self, queryset: None = None) -> Any:
        """A deactivated person's links are dead."""
        confirmation = super().get_object(queryset)
        if not confirmation.email_address.user.is_active:
            raise Http404
        return confirmation


class ResetFromKey(PasswordResetFromKeyView):
    """The form stands at the link itself: allauth would write the key into a session and
    redirect. The address is sent to no other site (Referrer-Policy) and dies when used."""

    def dispatch(
        self, request: HttpRequest, uidb36: str, key: str, **kwargs: Any
    ) -> HttpResponseBase:
        self.request, self.key, self.reset_user = request, key, None
        token = UserTokenForm(data={"uidb36": uidb36, "key": key})
        if token.is_valid():
            self.reset_user = token.reset_user
            return FormView.dispatch(self, request, uidb36, key, **kwargs)
        return self.render_to_response(self.get_context_data(token_fail=True))

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        headers = {"Referrer-Policy": "no-referrer", "Cache-Control": "private, no-store"}
        return super().render_to_response(context, headers=headers, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        if self.request.user.is_authenticated:
            self.logout()
        return super().form_valid(form)

    def get_default_success_url(self) -> str:
        return reverse("account_reset_password_from_key_done")

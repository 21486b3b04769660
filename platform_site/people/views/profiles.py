"""The directory, a profile, and one's own."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.models import User
from platform_site.accounts.requests import member
from platform_site.pages import lists
from platform_site.pages.cards import subject_links
from platform_site.pages.forms import subject_names
from platform_site.pages.models import Subject

from ..actions import NOBODY, HandleTaken, save_profile
from ..filters import ProfileFilter
from ..forms import ProfileForm
from ..handles import suggest_handle
from ..models import Profile


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    return render(request, "people/list.html", lists.newest(request, ProfileFilter))


@require_safe
def detail(request: HttpRequest, handle: str) -> HttpResponse:
    visible = Profile.objects.visible_to(request.user).select_related("text", "user")
    profile = get_object_or_404(visible, slug=handle.lower())
    if handle != profile.slug:
        return redirect(profile, permanent=True)
    places = Subject.objects.visible_to(request.user).named()
    named = places.in_bulk([pk for pk in (profile.country_id, profile.organisation_page_id) if pk])
    context = {
        "page": profile,
        "subjects": subject_links([profile], request.user).get(profile.pk, []),
        "country": named.get(profile.country_id or 0),
        "organisation": named.get(profile.organisation_page_id or 0),
        "is_own": profile.user_id == request.user.pk,
        "is_open": _is_open(request, profile),
    }
    return render(request, "people/detail.html", context)


def _is_open(request: HttpRequest, profile: Profile) -> bool:
    """Anyone may try who is not signed in yet."""
    if isinstance(request.user, User):
        return profile.can_be_written_to(request.user)
    return profile.is_open_to_contact and profile.is_published and profile.user.is_active


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def edit(request: HttpRequest) -> HttpResponse:
    """One's own profile, changed at once: nobody else decides what a person says of themselves."""
    person = get_object_or_404(User, pk=request.user.pk)
    own = Profile.objects.visible_to(person).filter(user=person)
    profile = own.select_related("text", "country").first()
    form = ProfileForm(
        request.POST or kept_data(request), profile=profile, initial=_initial(request, profile)
    )
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_profile(by=member(request), content=form.cleaned_data)
        except HandleTaken:
            form.add_error("handle", _("Somebody has this address already: choose another"))
        else:
            messages.success(request, _("Your profile is saved."))
            return redirect(saved)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "profile": profile}
    return render(request, "people/edit.html", context, status=status)


def _initial(request: HttpRequest, profile: Profile | None) -> dict[str, Any]:
    if profile is None:
        return _suggested(request, member(request))
    is_seen = profile.state != Profile.State.DRAFT
    return {
        "display_name": profile.title,
        "works_for": profile.subtype,
        "role": profile.role,
        "organisation": profile.organisation,
        "country": profile.country.code if profile.country else "",
        "subjects": subject_names(_codes(profile)),
        "languages": profile.languages,
        "text": profile.text.source,
        "language": profile.language,
        "orcid": profile.orcid,
        "shown_to": profile.audience if is_seen else NOBODY,
        "is_open_to_contact": profile.is_open_to_contact,
    }


def _codes(profile: Profile) -> list[str]:
    rows = profile.page_subjects.filter(is_direct=True).order_by("pk")
    return list(rows.values_list("subject__code", flat=True))


def _suggested(request: HttpRequest, person: User) -> dict[str, Any]:
    """What the account says already; `?about=KHM` names the page one stood on."""
    about = request.GET.get("about", "")[:30].replace("\x00", "")
    return {
        "display_name": person.display_name,
        "handle": suggest_handle(person.display_name),
        "works_for": person.works_for,
        "subjects": subject_names(dict.fromkeys([about.upper(), about])),
        "languages": [person.language],
        "language": get_language(),
    }

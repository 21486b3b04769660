"""What people do with their own profile."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from platform_site.accounts.models import User
from platform_site.activity.actions import record
from platform_site.activity.models import Activity
from platform_site.core.sort_keys import fold
from platform_site.pages.actions import ensure_counters, set_search_words, set_subjects, write_text
from platform_site.pages.models import PageName, PageSubject, Subject

from ..models import Profile

NOBODY = "nobody"


class HandleTaken(Exception):
    """Somebody else chose this address at the same moment."""


@transaction.atomic
def save_profile(*, by: User, content: dict[str, Any]) -> Profile:
    """Makes or changes a person's own profile, at once; `content` is what the form cleaned.

    Raises HandleTaken.
    """
    # Two windows of one person follow each other.
    person = User.objects.select_for_update().get(pk=by.pk)
    profile = Profile.objects.filter(user=person).first() or _new(person, content["handle"])
    was_published = profile.published_at is not None
    _name(person, content)
    _describe(profile, content)
    _show(profile, content.get("shown_to", ""))
    if profile.pk:
        profile.version += 1
    profile.changed_at = timezone.now()
    _save(profile)
    _save_parts(profile, content)
    is_new = profile.is_published and not was_published
    verb = Activity.Verb.PUBLISHED if is_new else Activity.Verb.REVISED
    record(verb=verb, page=profile, actor=person)
    return profile


def _new(person: User, handle: str) -> Profile:
    return Profile(kind="person", user=person, contributor=person, slug=handle)


def _name(person: User, content: dict[str, Any]) -> None:
    person.display_name, person.works_for = content["display_name"], content["works_for"]
    person.save(update_fields=["display_name", "works_for"])


def _describe(profile: Profile, content: dict[str, Any]) -> None:
    profile.title, profile.subtype = content["display_name"], content["works_for"]
    profile.summary = ", ".join(filter(None, [content["role"], content["organisation"]]))
    for name in ("role", "organisation", "languages", "orcid", "language", "is_open_to_contact"):
        setattr(profile, name, content[name])
    profile.organisation_page = _organisation(content["organisation"])
    profile.country = Subject.objects.filter(code=content["country"], kind="country").first()


def _organisation(name: str) -> Subject | None:
    """The organisation of this name in any language, when there is just one."""
    if not name:
        return None
    rows = PageName.objects.filter(
        page__kind="organisation", page__state="published", page__audience="public"
    )
    wanted = fold(name)
    found = {page for page, text in rows.values_list("page", "text") if fold(text) == wanted}
    return Subject.objects.filter(pk__in=found).first() if len(found) == 1 else None


def _show(profile: Profile, shown_to: str) -> None:
    """Nothing is said of a profile that staff took off the site: it stays off."""
    if profile.state == Profile.State.ARCHIVED or not shown_to:
        return
    if shown_to == NOBODY:
        profile.state = Profile.State.DRAFT
        return
    profile.state, profile.audience = Profile.State.PUBLISHED, shown_to
    profile.published_at = profile.published_at or timezone.now()


def _save(profile: Profile) -> None:
    try:
        with transaction.atomic():
            profile.save()
    except IntegrityError as error:
        if "page_address" not in str(error):
            raise
        raise HandleTaken from error


def _save_parts(profile: Profile, content: dict[str, Any]) -> None:
    write_text(page=profile, source=content["text"])
    codes = content["subjects"]
    pks = Subject.objects.published().filter(code__in=codes).values_list("pk", flat=True)
    set_subjects(page=profile, strengths=dict.fromkeys(pks, PageSubject.Strength.PRIMARY.value))
    set_search_words(page=profile, words={"": content["orcid"]})
    ensure_counters(profile)


@transaction.atomic
def put_back(*, profile: Profile, by: User) -> None:
    """Staff let a profile that they took off the site be seen again, as its person had chosen."""
    Profile.objects.filter(pk=profile.pk, state=Profile.State.ARCHIVED).update(
        state=Profile.State.PUBLISHED, changed_at=timezone.now()
    )
    record(verb=Activity.Verb.REVISED, page=profile, actor=by)

"""The accounts of the demonstration, named by role, and the profiles of its experts."""

from collections.abc import Collection
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Permission

from platform_site.accounts.models import User
from platform_site.moderation.models import PostingRight
from platform_site.notifications.actions import follow_page
from platform_site.pages.models import Subject
from platform_site.people.actions import save_profile
from platform_site.people.models import Profile


class UnknownCode(Exception):
    """No subject has this code."""


PASSWORD = "a demo open to all"  # noqa: S105 (printed by bin/demo; the accounts exist nowhere else)


@dataclass(frozen=True)
class Account:
    """Somebody to sign in as; `codes` are what they follow from the start."""

    key: str
    role: str
    name: str
    language: str = "en"
    codes: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()
    is_staff: bool = False
    is_superuser: bool = False

    @property
    def email(self) -> str:
        return f"{self.key}@demo.example"


REVIEWS = (
    *("decide_revision", "view_guide", "add_guide", "change_guide"),
    *("view_forum", "add_forum", "change_forum"),
)
ACCOUNTS = (
    Account("reader", "Reader", "Demo reader", codes=("KHM", "ILO-AF")),
    Account("expert", "Member, an expert", "Demo expert", codes=("KHM",)),
    Account("colleague", "Member, in Arabic", "زميلة في العرض", language="ar", codes=("LDC",)),
    Account("trusted", "Trusted member", "Demo trusted member"),
    Account("reviewer", "Reviewer", "Demo reviewer", permissions=REVIEWS, is_staff=True),
    Account(
        "administrator", "Administrator", "Demo administrator", is_staff=True, is_superuser=True
    ),
)


def accounts() -> list[tuple[str, str, str]]:
    """Role, address and password of each, in the order a visitor would try them."""
    return [(account.role, account.email, PASSWORD) for account in ACCOUNTS]


def sign_up() -> dict[str, User]:
    """Everybody, by key; one of them may publish without a review."""
    people = {account.key: _person(account) for account in ACCOUNTS}
    _trust(people["trusted"], by=people["administrator"])
    return people


def _person(account: Account) -> User:
    """Made once; what somebody changed of it since stays."""
    if held := User.objects.filter(email=account.email).first():
        return held
    user = User.objects.create_user(
        email=account.email,
        password=PASSWORD,
        display_name=account.name,
        language=account.language,
        is_staff=account.is_staff,
        is_superuser=account.is_superuser,
    )
    user.user_permissions.set(Permission.objects.filter(codename__in=account.permissions))
    EmailAddress.objects.create(user=user, email=account.email, verified=True, primary=True)
    for subject in subjects_of(account.codes):
        follow_page(page=subject, by=user)
    return user


def subjects_of(codes: Collection[str]) -> list[Subject]:
    """Raises UnknownCode: a demo in which a code finds nothing shows less than it says."""
    found = list(Subject.objects.published().filter(code__in=codes))
    if unknown := set(codes) - {subject.code for subject in found}:
        raise UnknownCode(unknown)
    return found


def _trust(user: User, *, by: User) -> None:
    PostingRight.objects.get_or_create(
        user=user,
        defaults={
            "level": PostingRight.Level.TRUSTED,
            "reason": "Demonstrates publishing at once",
            "given_by": by,
        },
    )


# Who, their role, whom they work for, what they know about, and the languages they speak.
PROFILES = (
    ("expert", "Actuary", "academia", "KHM VNM MWI ZMB SEN BR.OLD", ["en", "fr"]),
    ("colleague", "مستشارة", "government", "IRQ LDC", ["ar", "en"]),
    ("trusted", "Trade union adviser", "workers", "AGO CPV MOZ TLS KHM ILO-AF", ["en", "es", "pt"]),
)


def introduce(people: dict[str, User]) -> None:
    """Profiles of the demo's own accounts; what somebody changed of theirs since stays."""
    for key, role, works_for, codes, languages in PROFILES:
        person = people[key]
        if Profile.objects.filter(user=person).exists():
            continue
        subjects_of(codes.split())
        profile = save_profile(
            by=person,
            content={
                "display_name": person.display_name,
                "handle": f"demo-{key}",
                "works_for": works_for,
                "role": role,
                "organisation": "",
                "country": "",
                "subjects": codes.split(),
                "languages": languages,
                "text": "",
                "language": languages[0],
                "orcid": "",
                "shown_to": Profile.Audience.PUBLIC,
                "is_open_to_contact": True,
            },
        )
        Profile.objects.filter(pk=profile.pk).update(is_demonstration=True)

"""The demonstration: accounts named by role, and a small community of texts marked as examples.

Everything goes through the verbs that people's own clicks go through; the keys are fixed, so a
second load finds what the first one sent and adds nothing.
"""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid5

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Permission
from django.db import transaction

from platform_site.accounts.models import User
from platform_site.discussions.actions import write_post
from platform_site.moderation.actions import (
    accept_revision,
    ask_for_changes,
    contribute_page,
    report_problem,
    suggest_change,
)
from platform_site.moderation.models import PostingRight, ProblemReport, Revision
from platform_site.notifications.actions import follow_page
from platform_site.pages import kinds
from platform_site.pages.models import Page, PageSubject, Subject
from platform_site.people.actions import save_profile
from platform_site.people.models import Profile

from .loading import Say, read_parts

TEXTS = Path(__file__).parent / "community"
KEYS = UUID("6f0c1a52-8a3e-4a0e-9d0c-2f6f5b1a7e11")
PASSWORD = "a demo open to all"  # noqa: S105 (printed by bin/demo; the accounts exist nowhere else)
FIELDS = {"title", "summary", "language", "type", "kicker", "about", "by", "state"}


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


REVIEWS = ("decide_revision", "view_guide", "add_guide", "change_guide")
ACCOUNTS = (
    Account("reader", "Reader", "Demo reader", codes=("KHM", "africa")),
    Account("expert", "Member, an expert", "Demo expert", codes=("KHM",)),
    Account("colleague", "Member, in Arabic", "زميلة في العرض", language="ar", codes=("ldc",)),
    Account("trusted", "Trusted member", "Demo trusted member"),
    Account("reviewer", "Reviewer", "Demo reviewer", permissions=REVIEWS, is_staff=True),
    Account(
        "administrator", "Administrator", "Demo administrator", is_staff=True, is_superuser=True
    ),
)

# Text, who wrote it, and what they wrote below it.
COMMENTS = (
    ("01-first-steps", "reader", "I closed the receipt too soon. It is on my page, too."),
    ("01-first-steps", "expert", "Its address works without signing in: keep it."),
    ("01-first-steps", "colleague", "جربت ذلك بالعربية أيضًا، والصفحة تُقرأ من اليمين إلى اليسار."),
    ("02-read-a-country", "reader", "What does the dashed part of a line mean?"),
    ("02-read-a-country", "expert", "More than five years lie between the two values."),
    ("03-follow", "reader", "Can I follow a region without following each country in it?"),
    ("03-follow", "trusted", "Yes. What is about a country below it is about the region, too."),
    ("06-group", "colleague", "شكرًا، هذا أوضح من متوسط بلا أوزان."),
    ("09-arabic", "reader", "I read this one with a translator of my own. The figures need none."),
)
TAGS = {
    "01-first-steps": ("first steps",),
    "02-read-a-country": ("how to read", "statistics"),
    "03-follow": ("first steps", "mail"),
    "04-receipt": ("first steps", "review"),
    "05-region": ("how to read",),
    "06-group": ("how to read", "statistics"),
    "07-call": ("domestic workers", "registration"),
    "08-source": ("review",),
    "09-arabic": ("بريد",),
}
SUGGESTIONS = (
    ("02-read-a-country", "reader", {"kicker": "Reading a page"}, "A shorter kicker."),
    (
        "02-read-a-country",
        "colleague",
        {"summary": "An example text about the parts of a country page, from key figures to gaps."},
        "Says what the reader learns.",
    ),
)


def accounts() -> list[tuple[str, str, str]]:
    """Role, address and password of each, in the order a visitor would try them."""
    return [(account.role, account.email, PASSWORD) for account in ACCOUNTS]


@transaction.atomic
def load_demo(*, say: Say, folder: Path = TEXTS) -> None:
    people = {account.key: _person(account) for account in ACCOUNTS}
    say(f"demonstration: {len(people)} accounts")
    _trust(people["trusted"], by=people["administrator"])
    pages = {path.stem: _text(path, people) for path in sorted(folder.glob("*.md"))}
    say(f"demonstration: {len(pages)} texts, each marked as an example")
    _talk(pages, people)
    _ask(pages, people)
    _introduce(people)
    say(f"demonstration: {len(COMMENTS)} comments, {len(SUGGESTIONS)} suggestions, 1 report")


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
    for subject in Subject.objects.published().filter(code__in=account.codes):
        follow_page(page=subject, by=user)
    return user


def _trust(user: User, *, by: User) -> None:
    PostingRight.objects.get_or_create(
        user=user,
        defaults={
            "level": PostingRight.Level.TRUSTED,
            "reason": "Demonstrates publishing at once",
            "given_by": by,
        },
    )


def _text(path: Path, people: dict[str, User]) -> Page:
    fields = read_parts(path, keys=FIELDS)
    author, state = people[fields.pop("by")], fields.pop("state")
    codes = fields.pop("about").split()
    revision = contribute_page(
        kind="article",
        proposal=fields
        | {"link": "", "subjects": dict.fromkeys(codes, _PRIMARY)}
        | {"tags": dict.fromkeys(TAGS.get(path.stem, ()), 1)},
        by=author,
        key=_key(path.stem),
        is_demonstration=True,
    )
    _decide(revision, state=state, by=people["reviewer"])
    return Page.objects.get(pk=revision.page_id)


_PRIMARY = PageSubject.Strength.PRIMARY.value


def _decide(revision: Revision, *, state: str, by: User) -> None:
    """As the text's own file says, unless somebody has decided already."""
    revision = Revision.objects.get(pk=revision.pk)
    if revision.state != Revision.State.PENDING:
        return
    if state == "published":
        accept_revision(revision=revision, by=by)
    if state == "changes-requested":
        text = "Where can readers check this? Please add a link, then send it again."
        ask_for_changes(revision=revision, by=by, text=text)


def _talk(pages: dict[str, Page], people: dict[str, User]) -> None:
    for number, (text, key, words) in enumerate(COMMENTS):
        by = people[key]
        write_post(
            page=pages[text],
            by=by,
            source=words,
            language="ar" if any("\u0600" <= letter <= "\u06ff" for letter in words) else "en",
            key=_key(f"comment {number}"),
        )


def _ask(pages: dict[str, Page], people: dict[str, User]) -> None:
    for number, (text, by, changed, comment) in enumerate(SUGGESTIONS):
        kind = kinds.get(pages[text].kind)
        base = kind.snapshot(kind.model.objects.get(pk=pages[text].pk))
        suggest_change(
            page=pages[text],
            base=base,
            proposal=base | changed,
            by=people[by],
            key=_key(f"suggestion {number}"),
            comment=comment,
        )
    report_problem(
        page=pages["08-source"],
        what=ProblemReport.What.LINK,
        text="An example report: the link leads to the front page of the site. It should lead to"
        " the Recommendation itself.",
        by=people["reader"],
        key=_key("report"),
    )


# Who, their role, whom they work for, what they know about, and the languages they speak.
PROFILES = (
    ("expert", "Actuary", "academia", ["KHM", "BR.OLD"], ["en", "fr"]),
    ("colleague", "مستشارة", "government", ["ldc"], ["ar", "en"]),
    ("trusted", "Trade union adviser", "workers", ["KHM", "africa"], ["en", "es"]),
)


def _introduce(people: dict[str, User]) -> None:
    """Profiles of the demo's own accounts; what somebody changed of theirs since stays."""
    for key, role, works_for, codes, languages in PROFILES:
        person = people[key]
        if Profile.objects.filter(user=person).exists():
            continue
        profile = save_profile(
            by=person,
            content={
                "display_name": person.display_name,
                "handle": f"demo-{key}",
                "works_for": works_for,
                "role": role,
                "organisation": "",
                "country": "",
                "subjects": codes,
                "languages": languages,
                "text": "",
                "language": languages[0],
                "orcid": "",
                "shown_to": Profile.Audience.PUBLIC,
                "is_open_to_contact": True,
            },
        )
        Profile.objects.filter(pk=profile.pk).update(is_demonstration=True)


def _key(name: str) -> UUID:
    return uuid5(KEYS, name)

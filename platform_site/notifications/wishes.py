"""What a person no longer wants to be written about, asked anew for each mail."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q

from platform_site.accounts.models import Block
from platform_site.activity.models import Activity
from platform_site.pages.models import Page, PageLink, PageSubject

from . import rules
from .models import Delivery, Follow, Frequency, MailPreference, SavedSearch

if TYPE_CHECKING:
    from platform_site.accounts.models import User

type Reasons = dict[int, Delivery.Skipped]


def preference_of(person: "User") -> MailPreference:
    try:
        return person.mail_preference
    except ObjectDoesNotExist:
        return MailPreference(user=person)


def unwanted(deliveries: Sequence[Delivery], reader: "User") -> Reasons:
    """Which of these mails, or lines of a digest, the person no longer wants, and why.

    The deliveries need their `activity` with its `page`. At most six queries for any number.
    """
    told = [d for d in deliveries if d.activity is not None]
    wishes = Wishes.of(reader, told)
    reasons = {d.pk: wishes.refusal(d) for d in told}
    return {pk: reason for pk, reason in reasons.items() if reason is not None}


@dataclass(frozen=True)
class Wishes:
    """What the person said about the pages that some deliveries are about."""

    reader: "User"
    preference: MailPreference
    follows: dict[int, Follow]
    # Search id → how often, of those still followed.
    searches: dict[int, str]
    # Pages below something that the person muted.
    silenced: set[int]
    # Whom the person blocked, of those who did something here.
    blocked: set[int]

    @classmethod
    def of(cls, reader: "User", deliveries: Collection[Delivery]) -> "Wishes":
        asked = {_root(d) for d in deliveries} | {d.followed_id for d in deliveries}
        near = Q(page__in=asked - {None}) | Q(level=Follow.Level.MUTED)
        follows = {f.page_id: f for f in Follow.objects.filter(near, user=reader)}
        muted = [page for page, follow in follows.items() if follow.is_muted]
        return cls(
            reader=reader,
            preference=preference_of(reader),
            follows=follows,
            searches=_often_of_searches(reader, deliveries),
            silenced=_below(muted, deliveries) if muted else set(),
            blocked=_blocked(reader, deliveries),
        )

    def refusal(self, delivery: Delivery) -> Delivery.Skipped | None:
        if self._is_muted(delivery):
            return Delivery.Skipped.MUTED
        if self._is_hushed(delivery):
            return Delivery.Skipped.STOPPED
        if delivery.because == Delivery.Because.REVIEW and not self.reader.is_reviewer:
            return Delivery.Skipped.NO_ACCESS
        return Delivery.Skipped.STOPPED if Frequency.NEVER in self._often(delivery) else None

    def _often(self, delivery: Delivery) -> list[str]:
        if delivery.because == Delivery.Because.FOLLOW:
            follow = self.follows.get(delivery.followed_id or 0)
            return [self.preference.follows, follow.frequency if follow else Frequency.NEVER]
        if delivery.because == Delivery.Because.SEARCH:
            often = self.searches.get(delivery.search_id or 0, Frequency.NEVER)
            return [self.preference.follows, often]
        return [getattr(self.preference, delivery.because)]

    def _is_hushed(self, delivery: Delivery) -> bool:
        is_work = delivery.because == Delivery.Because.REVIEW
        hushed = _activity(delivery).verb in rules.HUSHED and not is_work
        return hushed and _maker(delivery) in self.blocked

    def _is_muted(self, delivery: Delivery) -> bool:
        """The same order as in the fan-out: what is owed, the page itself, what is above it."""
        root, to_me = _root(delivery), delivery.because == Delivery.Because.TO_ME
        if to_me and rules.is_owed(_activity(delivery).verb):
            return False
        own = self.follows.get(root)
        if own is not None and own.is_muted:
            return True
        is_near = to_me or (own is not None and delivery.followed_id == root)
        return not is_near and root in self.silenced


def _below(muted: Sequence[int], deliveries: Iterable[Delivery]) -> set[int]:
    """The pages about something muted, within it, or by somebody muted."""
    roots = {_root(d) for d in deliveries}
    about = PageSubject.objects.filter(page__in=roots, subject__in=muted).values_list("page")
    within = PageLink.objects.filter(
        page__in=roots, kind=PageLink.Kind.WITHIN, target__in=muted
    ).values_list("page")
    below = {page for (page,) in about.union(within)}
    people = Page.objects.filter(pk__in=muted, kind__in=rules.personal_kinds())
    authors = set(people.values_list("contributor", flat=True))
    return below | {_root(d) for d in deliveries if _author(d) in authors}


def _blocked(reader: "User", deliveries: Iterable[Delivery]) -> set[int]:
    makers = {_maker(delivery) for delivery in deliveries} - {None}
    blocks = Block.objects.filter(person=reader, blocked__in=makers)
    return set(blocks.values_list("blocked", flat=True))


def _maker(delivery: Delivery) -> int | None:
    """Whose doing it is: what is published is its contributor's, whoever let it pass."""
    activity = _activity(delivery)
    is_new = activity.verb == Activity.Verb.PUBLISHED
    return activity.page.contributor_id if is_new else activity.actor_id


def _author(delivery: Delivery) -> int | None:
    """Whoever's page a follower of a person hears this from; 0 where it is not for everybody."""
    activity = _activity(delivery)
    if activity.page.audience != Page.Audience.PUBLIC:
        return 0
    is_new = activity.verb == Activity.Verb.PUBLISHED
    return activity.page.contributor_id if is_new else activity.actor_id


def _often_of_searches(reader: "User", deliveries: Iterable[Delivery]) -> dict[int, str]:
    asked = {d.search_id for d in deliveries if d.search_id}
    held = SavedSearch.objects.of(reader).filter(pk__in=asked)
    return dict(held.values_list("pk", "frequency")) if asked else {}


def _root(delivery: Delivery) -> int:
    page = _activity(delivery).page
    return page.translation_of_id or page.pk


def _activity(delivery: Delivery) -> Activity:
    """The activity of a delivery that has one: every one but digests and letters."""
    return cast(Activity, delivery.activity)

"""The cast and the things they make. Articles come through the real verbs where it matters."""

import uuid
from typing import Any

import factory
from django.contrib.auth.models import Permission
from django.utils import timezone

from news.models import Article, Event
from platform_site.access.models import Circle, Membership
from platform_site.accounts.models import User
from platform_site.pages.actions import set_ancestors, set_names, set_subjects
from platform_site.pages.models import Page, PageText, Subject


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    display_name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.LazyAttribute(
        lambda user: f"{user.display_name.lower().replace(' ', '.')}@people.example"
    )
    password = factory.PostGenerationMethodCall("set_password", "a long enough password")


def make_user(name: str, **fields: Any) -> User:
    user = UserFactory(display_name=name, **fields)
    user.save()
    return user


def make_reviewer(name: str = "Mona") -> User:
    reviewer = make_user(name, is_staff=True)
    reviewer.user_permissions.add(
        Permission.objects.get(content_type__app_label="moderation", codename="decide_revision")
    )
    return User.objects.get(pk=reviewer.pk)


def make_circle(*members: User) -> Circle:
    circle = Circle.objects.create()
    Membership.objects.bulk_create([Membership(circle=circle, user=user) for user in members])
    return circle


def make_subject(code: str, name: str, *above: Subject, **names: str) -> Subject:
    """A subject such as ("KHM", "Cambodia", asia, ar="كمبوديا"); `above` are all its ancestors."""
    subject = Subject.objects.create(
        kind="country" if len(code) == 3 else "region",
        slug=code.lower().replace(".", "-"),
        code=code,
        title=name,
        state=Page.State.PUBLISHED,
        published_at=timezone.now(),
    )
    set_names(page=subject, names={"en": name} | names)
    set_ancestors(subject=subject, ancestors=above)
    return subject


def make_article(title: str = "A headline", **fields: Any) -> Article:
    """An article as it stands in the database: published and public unless said otherwise."""
    return _make(Article, title, {"kind": "article", "subtype": "news"} | fields)


def make_event(title: str = "An event", **fields: Any) -> Event:
    """An event as it stands in the database; today's unless said otherwise."""
    fields = {"kind": "event", "subtype": "meeting", "starts_on": timezone.now().date()} | fields
    dates = ("starts_on", "ends_on", "starts_time", "zone")
    event = Event(**{name: fields[name] for name in dates if name in fields})
    event.set_instants()
    made = {"begins_at": event.begins_at, "ends_at": event.ends_at, "year": event.year}
    return _make(Event, title, made | fields)


def _make[P: Page](model: type[P], title: str, fields: dict[str, Any]) -> P:
    about = fields.pop("about", ())
    text = fields.pop("text", "A text.")
    fields = {
        "slug": f"slug-{uuid.uuid4().hex[:12]}",
        "summary": "A teaser.",
        "state": Page.State.PUBLISHED,
        "published_at": timezone.now(),
    } | fields
    if fields.get("circle"):
        fields["audience"] = Page.Audience.CIRCLE
    if fields["state"] in (Page.State.DRAFT, Page.State.PENDING):
        fields["published_at"] = None
    page = model.objects.create(title=title, **fields)
    PageText.objects.create(page=page, source=text, html=f"<p>{text}</p>")
    set_subjects(page=page, strengths={subject.pk: 3 for subject in about})
    return page


def proposal(title: str = "A headline", **fields: Any) -> dict[str, Any]:
    """What the form of an article proposes."""
    return {
        "title": title,
        "summary": "A teaser.",
        "language": "en",
        "text": "A text.",
        "subjects": {},
        "type": "news",
        "kicker": "",
        "link": "",
        "happened_on": "",
        "happened_until": "",
        "quote": "",
        "quote_by": "",
        "quote_role": "",
    } | fields

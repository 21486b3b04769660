"""Contributing and correcting a project through the one queue."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from platform_site.accounts.models import User
from platform_site.moderation.actions import accept_revision
from platform_site.moderation.models import Revision
from platform_site.pages.models import Page
from platform_site.programmes.models import Project
from tests.factories import make_reviewer, make_subject, make_user
from tests.programmes.making import make_organisation, make_programme, make_project

pytestmark = pytest.mark.django_db
ADDRESS = "/en/contribute/project/"


@pytest.fixture
def alice(client: Client) -> User:
    user = make_user("Alice")
    client.force_login(user)
    return user


def typed(**changed: str) -> dict[str, str]:
    return {
        "key": str(uuid.uuid4()),
        "title": "Cash for carers",
        "summary": "",
        "text": "Cash.",
        "text_format": "markup",
        "subjects": "Cambodia",
        "tags": "",
        "countries_note": "",
        "starts": "2024",
        "ends": "2026-03-14",
        "type": "project",
        "status": "active",
        "commitment_usd": "2500000",
        "as_of": "2026-01",
        "funder": "The Fund",
        "partner": "",
        "agency": "A ministry",
        "step": "3",
        "link": "",
        "source": "The ministry’s site",
        "language": "en",
    } | changed


def test_a_project_is_contributed_reviewed_and_published(client: Client, alice: User) -> None:
    make_subject("KHM", "Cambodia")
    fund = make_organisation("The Fund")

    sent = client.post(ADDRESS, typed())
    revision = Revision.objects.get()
    accept_revision(revision=revision, by=make_reviewer())

    assert sent["Location"] == revision.get_receipt_url()
    project = Project.objects.get()
    assert (project.state, project.slug, project.year) == ("published", "cash-for-carers", 2024)
    assert (project.starts, project.ends, project.step) == ("2024", "2026-03-14", 3)
    assert project.commitment_usd == 2_500_000
    assert [one.organisation for one in project.involvements.all()] == [fund]
    client.logout()
    shown = client.get("/en/projects/cash-for-carers/").content.decode()
    for words in ("Cambodia", "The Fund", "14 March 2026", "US$ 2,500,000", "Step 3"):
        assert words in shown
    assert "Contributed by" in shown


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("starts", "last year", "Write the year with four digits"),
        ("starts", "2021-13", "Write the year with four digits"),
        ("ends", "2023", "It ends before it starts"),
        ("funder", "Cambodia", "is no organisation that has a page here"),
        ("funder", "Nobody", "We do not know"),
        ("commitment_usd", "-5", "0"),
        ("link", "not a link", "Write the whole address"),
    ],
)
def test_a_refused_form_says_what_to_do_and_keeps_what_was_typed(
    client: Client, alice: User, field: str, value: str, message: str
) -> None:
    make_subject("KHM", "Cambodia")
    make_organisation("The Fund")

    response = client.post(ADDRESS, typed(**{field: value}))

    shown = response.content.decode()
    assert response.status_code == 422
    assert message in shown
    assert value in shown
    assert "Cash for carers" in shown
    assert not Revision.objects.exists()


def correct(client: Client, page: Page, **changed: str) -> int:
    """A reviewer fills in the page's own form as it stands there, and changes some of it."""
    client.force_login(make_reviewer())
    address = reverse("suggest-change", args=[page.pk])
    context = client.get(address).context
    form = context["form"]
    fields = {name: form[name].value() for name in form.fields}
    filled = {name: "" if value is None else value for name, value in fields.items()}
    hidden = {"key": str(uuid.uuid4()), "base": context["submission"]["base"].value()}
    return client.post(address, filled | changed | hidden | {"significance": "minor"}).status_code


def test_a_row_of_the_ledger_is_corrected_without_losing_anything(client: Client) -> None:
    bank = make_organisation("The Bank")
    project = make_project("Row", code="P123456", roles={"funder": [bank]}, commitment_usd=7)

    assert correct(client, project, step="1") == 302

    project = Project.objects.get()
    assert (project.step, project.version, project.code) == (1, 2, "P123456")
    assert (project.commitment_usd, project.involvements.count()) == (7, 1)


def test_a_programme_is_corrected_without_losing_anything(client: Client) -> None:
    programme = make_programme("The Programme", roles={"funder": [make_organisation("The Fund")]})

    sent = correct(client, programme, about_fr="Des socles", link="https://programme.example/")

    programme.refresh_from_db()
    assert sent == 302
    assert programme.about == {"en": "What it is for.", "fr": "Des socles"}
    assert programme.link == "https://programme.example/"
    assert programme.involvements.count() == 1

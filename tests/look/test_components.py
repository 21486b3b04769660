"""What the components promise to those who include them."""

import re
from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation

from platform_site.core.stylesheet import SOURCE
from platform_site.core.templatetags.look import day, icon, initials
from tests.look.forms import EveryWidget


def drawn(component: str, **context: object) -> str:
    return " ".join(render_to_string(f"components/{component}.html", context).split())


@pytest.mark.parametrize("value", ["0.0", 0, 0.0, "0"])
def test_a_real_zero_is_drawn_as_zero(value: object) -> None:
    fact = drawn("fact", label="Unemployed persons", value=value, unit="%")

    assert f'<bdi dir="ltr">{value}<small>%</small></bdi>' in fact
    assert "nothing" not in fact


@pytest.mark.parametrize("value", [None, ""])
def test_a_missing_figure_is_never_zero_and_never_blank(value: object) -> None:
    fact = drawn("fact", label="Spending", value=value, unit="%", url="/en/contribute/")

    assert "Not entered here" in fact
    assert '<a href="/en/contribute/">Add it</a>' in fact
    assert "fact__value" not in fact


@pytest.mark.parametrize(
    ("kind", "phrase"),
    [
        ("law", "No scheme in law"),
        ("unpublished", "Scheme exists, no figure published"),
        ("unentered", "Not entered here"),
        ("na", "Does not apply"),
    ],
)
def test_the_four_nothings_have_four_shapes_and_four_phrases(kind: str, phrase: str) -> None:
    assert drawn("nothing", kind=kind) == f'<span class="nothing nothing--{kind}">{phrase}</span>'


def test_an_entry_in_another_language_says_so() -> None:
    item = drawn("item", url="/x/", title="Étendre la protection", text="Un guide", lang="fr")

    assert '<a href="/x/" lang="fr" dir="auto">Étendre la protection</a>' in item
    assert '<p class="item__text"><span lang="fr" dir="auto">Un guide</span></p>' in item


def test_an_entry_escapes_what_people_wrote() -> None:
    item = drawn("item", url="/x/", title="<script>x</script>", text="<b>y</b>")

    assert "<script>" not in item
    assert "<b>" not in item


def test_a_field_ties_its_hint_and_its_error_to_the_widget() -> None:
    form = EveryWidget({"year": "21st"})
    field = form["title"].as_field_group()

    assert 'aria-describedby="id_title_helptext id_title_error"' in field
    assert 'aria-invalid="true"' in field
    assert 'id="id_title_helptext"' in field
    assert 'id="id_title_error"' in field
    assert field.index("field__hint") < field.index("field__error") < field.index("<input")


def test_every_error_is_linked_to_a_field_that_is_there() -> None:
    form = EveryWidget({"year": "21st"})
    page = Template("{{ form }}").render(Context({"form": form}))
    summary = page[: page.index("</ul>")]

    links = {part.split('"')[0] for part in summary.split('href="#')[1:]}
    assert links == {f"id_{name}" for name in form.errors}
    assert all(f'id="{link}"' in page for link in links)


def test_the_summary_says_what_the_field_says() -> None:
    form = EveryWidget({"year": "21st"})
    page = Template("{{ form }}").render(Context({"form": form}))

    assert page.count("Write the year with four digits, such as 2021") == 2


def test_a_form_without_faults_shows_no_summary() -> None:
    assert "notice--bad" not in str(EveryWidget())


def test_no_field_is_labelled_by_a_placeholder() -> None:
    form = EveryWidget()
    form.fields["title"].widget.attrs["placeholder"] = "Title"

    assert "placeholder" not in str(form)


def test_text_runs_the_way_its_letters_run_but_numbers_do_not() -> None:
    form = EveryWidget()

    assert 'dir="auto"' in str(form["title"])
    assert 'dir="auto"' in str(form["body"])
    assert "dir=" not in str(form["year"])


def test_a_section_nobody_keeps_says_so() -> None:
    open_one = drawn("steward", change_url="/c/")
    kept = drawn("steward", keeper="Statistics desk", confirmed=datetime(2026, 10, 3, tzinfo=UTC))

    assert "Nobody keeps this section yet." in open_one
    assert 'Confirmed <b><time datetime="2026-10-03">3 October 2026</time></b>' in kept


def test_arabic_dates_carry_both_names_of_the_month() -> None:
    with translation.override("ar"):
        assert day(datetime(2026, 11, 3, tzinfo=UTC)) == "3 تشرين الثاني/نوفمبر 2026"
        assert day(datetime(2026, 5, 3, tzinfo=UTC), "month") == "أيار/مايو 2026"
        assert day(datetime(2026, 5, 3, 9, 5, tzinfo=UTC), "time") == "3 أيار/مايو 2026، 09:05"
    assert day(datetime(2026, 11, 3, tzinfo=UTC), "short") == "3 Nov 2026"
    assert day(None) == ""


def test_spanish_dates_have_their_prepositions() -> None:
    with translation.override("es"):
        assert day(datetime(2026, 11, 3, tzinfo=UTC)) == "3 de noviembre de 2026"
        assert day(datetime(2026, 5, 3, tzinfo=UTC), "month") == "mayo de 2026"
        assert day(datetime(2026, 5, 3, tzinfo=UTC), "short") == "3 may 2026"


def test_french_dates_have_small_letters_and_a_first() -> None:
    with translation.override("fr"):
        assert day(datetime(2026, 11, 1, tzinfo=UTC)) == "1er novembre 2026"
        assert day(datetime(2026, 11, 11, tzinfo=UTC), "short") == "11 nov. 2026"
        assert day(datetime(2026, 7, 1, 9, 5, tzinfo=UTC), "time") == "1er juil. 2026, 09:05"


@pytest.mark.parametrize(
    ("person", "shown"),
    [("Sophea Chann", "SC"), ("Fatou Binetou Ndiaye", "FN"), ("Élodie", "É"), ("", "")],
)
def test_people_have_initials(person: str, shown: str) -> None:
    assert initials(person) == shown


def test_only_what_points_turns_round() -> None:
    assert "icon--turns" in icon("reply")
    assert "icon--turns" not in icon("bell")


def test_every_icon_that_templates_ask_for_is_in_the_sprite() -> None:
    root = SOURCE.parent.parent
    sprite = set(re.findall(r'id="(\w+)"', (root / "static/icons/icons.svg").read_text()))
    asked = {
        word
        for template in root.rglob("templates/**/*.html")
        for word in re.findall(r'{% icon "(\w+)" %}', template.read_text())
    }

    assert asked - sprite == set()

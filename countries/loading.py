"""Countries, regions and groups from reference/ (see SOURCES.md there)."""

from pathlib import Path
from typing import Any

from django.db import transaction

from platform_site.indicators.models import Area
from platform_site.pages.loading import (
    Say,
    held_subjects,
    keep_ancestors,
    keep_names,
    keep_subject,
    rows,
    write_differences,
)
from platform_site.pages.models import Subject

from .models import Country, Group, GroupMembership, Region, today

REFERENCE = Path(__file__).parent / "reference"
LANGUAGES = ("en", "fr", "es", "ar", "pt", "ru", "zh")


@transaction.atomic
def load_countries(*, say: Say) -> None:
    regions = _load_regions()
    countries = _load_countries(regions)
    groups = _load_groups()
    memberships = _load_memberships(groups, countries)
    _keep_areas(countries)
    above = _above(countries)
    subjects = (*regions.values(), *countries.values())
    keep_ancestors({s.pk: above.get(s.pk, set()) for s in subjects})
    say(
        f"countries: {len(countries)} countries and territories, {len(regions)} regions"
        f" and subregions, {len(groups)} groups with {memberships} memberships"
    )


def _keep[S: Subject](model: type[S], held: dict[str, S], row: dict[str, str], **wanted: Any) -> S:
    slug = row.get("slug") or row["code"].lower()
    return keep_subject(model, held, code=row["code"], slug=slug, title=row["name_en"], **wanted)


def _keep_subject_names(subjects: dict[str, Any], path: Path) -> None:
    """`subjects` by the first column of the file that names them uniquely: ISO3 or slug."""
    keep_names(
        {
            (subjects[row.get("slug") or row["code"]].pk, language): row.get(f"name_{language}", "")
            for row in rows(path)
            for language in LANGUAGES
        }
    )


def _load_regions() -> dict[str, Region]:
    path, held = REFERENCE / "regions.csv", held_subjects(Region)
    regions: dict[str, Region] = {}
    for row in rows(path):
        # Regions stand before their subregions in the file.
        parent = regions.get(row["parent"])
        regions[row["slug"]] = _keep(Region, held, row, parent_id=parent.pk if parent else None)
    _keep_subject_names(regions, path)
    return regions


def _load_countries(regions: dict[str, Region]) -> dict[str, Country]:
    path, held = REFERENCE / "countries.csv", held_subjects(Country)
    countries = {
        row["code"]: _keep(
            Country,
            held,
            row,
            iso2=row["iso2"],
            m49=row["m49"],
            region_id=regions[row["region"]].pk if row["region"] else None,
            un_region=row["un_region"],
            is_un_member=row["un_member"] == "1",
            is_ilo_member=row["ilo_member"] == "1",
            ilo_member_since=_number(row["ilo_member_since"]),
            income_group=row["income_group"],
            income_year=_number(row["income_year"]),
            population=_number(row["population"]),
            population_year=_number(row["population_year"]),
        )
        for row in rows(path)
    }
    _keep_subject_names(countries, path)
    return countries


def _number(text: str) -> int | None:
    return int(text) if text else None


def _load_groups() -> dict[str, Group]:
    path, held = REFERENCE / "groups.csv", held_subjects(Group)
    groups = {
        row["slug"]: _keep(Group, held, row, aggregate_area=row["aggregate_area"])
        for row in rows(path)
    }
    _keep_subject_names(groups, path)
    return groups


def _load_memberships(groups: dict[str, Group], countries: dict[str, Country]) -> int:
    held = {(m.group_id, m.country_id, m.since): m for m in GroupMembership.objects.all()}
    new, total = [], 0
    for row in rows(REFERENCE / "memberships.csv"):
        group, country = groups[row["group"]], countries[row["iso3"]]
        wanted = {"until": row["until"], "source": row["source"], "note": row["note"]}
        total += 1
        if membership := held.get((group.pk, country.pk, row["since"])):
            write_differences(membership, wanted)
        else:
            new.append(GroupMembership(group=group, country=country, since=row["since"], **wanted))
    GroupMembership.objects.bulk_create(new)
    return total


def _keep_areas(countries: dict[str, Country]) -> None:
    Area.objects.bulk_create(
        [Area(code=c.code, name=c.title, subject_id=c.pk) for c in countries.values()],
        ignore_conflicts=True,
    )


def _above(countries: dict[str, Country]) -> dict[int, set[int]]:
    above = {pk: {parent} for pk, parent in Region.objects.values_list("pk", "parent") if parent}
    for country in countries.values():
        if country.region_id:
            above[country.pk] = {country.region_id} | above.get(country.region_id, set())
    current = GroupMembership.objects.valid(today())
    for country_id, group_id in current.values_list("country", "group"):
        above.setdefault(country_id, set()).add(group_id)
    return above

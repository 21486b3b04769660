"""A query of the site beside the same rows by hand."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Count, QuerySet

from platform_site.accounts.models import User
from platform_site.pages.models import PageSubject, Subject
from tests.benchmarks.stage import Stage
from tests.benchmarks.table import Line, medians

TURNS = 6  # of a query for each round of the bench: they are short
ANALYSED = 5


@dataclass(frozen=True)
class Readers:
    """Nobody, a person in 5 circles, a person in 200."""

    @cached_property
    def all(self) -> dict[str, Any]:
        people = User.objects.annotate(circle_count=Count("memberships")).order_by("circle_count")
        return {
            "anonymous": AnonymousUser(),
            "of 5": people.filter(circle_count__gt=0).first(),
            "of 200": people.last(),
        }


def most_written_about(kind: str) -> Subject:
    """The subject of a kind (country, region, group) with most pages."""
    subjects = Subject.objects.filter(kind=kind).annotate(pages=Count("subject_pages"))
    return subjects.order_by("-pages").first()


def rows(statement: str, values: Sequence[Any] | None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def compare(
    stage: Stage,
    scenario: str,
    ours: QuerySet[Any],
    by_hand: tuple[str, Sequence[Any]],
    *,
    target: str = "",
) -> Line:
    """The Django call and PostgreSQL's part of it, beside one statement written by hand.

    The first column of the statement is the page's id: both must find the same pages.
    """
    found = [page.pk for page in ours.all()]
    same = [row[0] for row in rows(*by_hand)]
    took, limit = medians(
        lambda: list(ours.all()), lambda: rows(*by_hand), rounds=stage.rounds * TURNS
    )
    show_plan(stage, scenario, ours)
    return Line(
        scenario,
        f"{took:.2f} ms (db {executed(*statement(ours)):.2f})",
        f"by hand {limit:.2f} ms (db {executed(*by_hand):.2f})",
        took / limit,
        target,
        "" if found == same else f"{found[:3]}… and by hand {same[:3]}…",
    )


def statement(queryset: QuerySet[Any]) -> tuple[str, Sequence[Any]]:
    sql, values = queryset.query.sql_with_params()
    return sql, values


def executed(sql: str, values: Sequence[Any] | None) -> float:
    """Milliseconds inside PostgreSQL, without planning: the median of some.

    Without values a statement is taken as it is, percent signs and all.
    """
    plans = [
        rows(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}", values) for _ in range(ANALYSED)
    ]
    return median(_plan(plan)["Execution Time"] for plan in plans)


def _plan(answer: list[tuple[Any, ...]]) -> dict[str, Any]:
    plan = answer[0][0]
    return (json.loads(plan) if isinstance(plan, str) else plan)[0]


def show_plan(stage: Stage, scenario: str, queryset: QuerySet[Any]) -> None:
    if stage.shows_plans:
        print(f"\n-- {scenario}\n{queryset.explain(analyze=True, buffers=True)}\n")


def pages_about(subject: Subject) -> int:
    return PageSubject.objects.filter(subject=subject).count()

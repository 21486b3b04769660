"""Rounds as staff type them, one below the other, and as a snapshot holds them.

    2027-03-01 – 2027-03-07: Who is left out?
    Whom do your schemes not reach, and how do you know?

An empty line stands between two rounds. Days may be left out: then the title stands alone.
"""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from .models import Forum, Round

type Rows = dict[str, dict[str, Any]]

_DAY = r"(\d{4}-\d\d-\d\d)"
_HEAD = re.compile(rf"{_DAY}\s*(?:–|-|to)\s*{_DAY}\s*:\s*(.+)")


def parse(text: str) -> Rows:
    """Raises ValidationError that says what to write."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    written = [block for block in blocks if block.strip()]
    return {str(number): _parse(block) for number, block in enumerate(written, start=1)}


def _parse(block: str) -> dict[str, Any]:
    head, _newline, question = block.strip().partition("\n")
    found = _HEAD.fullmatch(head.strip())
    if found is None:
        if re.match(r"\d{4}-", head):
            example = "2027-03-01 – 2027-03-07: Who is left out?"
            text = _("Write a round as: %(example)s") % {"example": example}
            raise forms.ValidationError(text, code="round")
        days, title = ("", ""), head.strip()
    else:
        days, title = _days(found[1], found[2]), found[3].strip()
    return {
        "title": title[:200],
        "question": question.strip(),
        "starts_on": days[0],
        "ends_on": days[1],
    }


def _days(first: str, last: str) -> tuple[str, str]:
    try:
        begins, ends = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        text = _("There is no such day: %(first)s or %(last)s") % {"first": first, "last": last}
        raise forms.ValidationError(text, code="day") from None
    if ends < begins:
        raise forms.ValidationError(_("A round ends after it begins"), code="order")
    return first, last


def written(rows: Rows) -> str:
    """The text that `parse` reads."""
    return "\n\n".join(_written(rows[number]) for number in sorted(rows, key=int))


def _written(row: dict[str, Any]) -> str:
    days = f"{row['starts_on']} – {row['ends_on']}: " if row["starts_on"] else ""
    return f"{days}{row['title']}\n{row['question']}".strip()


def rows_of(forum: Forum) -> Rows:
    return {
        str(one.number): {
            "title": one.title,
            "question": one.question,
            "starts_on": one.starts_on.isoformat() if one.starts_on else "",
            "ends_on": one.ends_on.isoformat() if one.ends_on else "",
        }
        for one in forum.rounds.order_by("number")
    }


def keep_rows(forum: Forum, rows: Rows) -> None:
    """Writes those that differ; numbers left out are gone."""
    if rows_of(forum) == rows:
        return
    forum.rounds.all().delete()
    Round.objects.bulk_create(
        [
            Round(
                forum_id=forum.pk,
                number=int(number),
                title=row["title"],
                question=row["question"],
                starts_on=row["starts_on"] or None,
                ends_on=row["ends_on"] or None,
            )
            for number, row in rows.items()
        ]
    )


def say(row: dict[str, Any] | None) -> str:
    """A round in a reviewer's comparison."""
    return _written(row) if row else ""

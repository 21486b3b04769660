"""The fields that only some types have: a course, a law, an experience, a tool."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import DETAILS, Course, Law, Resource


def _lines(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _choice(label: Any, choices: Sequence[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", _("Not said")), *choices])


def _course() -> dict[str, forms.Field]:
    return {
        "deadline": forms.DateField(
            label=_("Apply by"),
            required=False,
            help_text=_("The last day. Leave it empty when one can begin at any time."),
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"invalid": _("Write the day as 2027-03-31")},
        ),
        "cost": forms.CharField(
            label=_("Cost"),
            max_length=100,
            required=False,
            help_text=_("With its currency, or: free of charge"),
        ),
        "format": _choice(_("Format"), Course.Format.choices),
    }


def _law() -> dict[str, forms.Field]:
    return {
        "branch": _choice(_("Branch"), Law.Branch.choices),
        "status": _choice(_("Does it apply today?"), Law.Status.choices),
    }


def _experience() -> dict[str, forms.Field]:
    return {
        "context": _lines(_("Context"), _("Where, when, and what the problem was.")),
        "done": _lines(_("What was done")),
        "result": _lines(_("Result"), _("What changed, and how one knows.")),
        "spent": _lines(_("What it cost"), _("With currency and year.")),
        "lessons": _lines(_("Lessons"), _("What you would tell a colleague who begins.")),
        "contact": forms.CharField(
            label=_("Contact"),
            max_length=300,
            required=False,
            help_text=_("An institution or its web page. This is public: no private address."),
        ),
    }


def _tool() -> dict[str, forms.Field]:
    return {
        "release": forms.CharField(label=_("Version"), max_length=60, required=False),
        "requirements": forms.CharField(
            label=_("Requirements"),
            max_length=300,
            required=False,
            help_text=_("What it needs to run."),
        ),
    }


_FIELDS: dict[str, Callable[[], dict[str, forms.Field]]] = {
    Resource.Type.COURSE: _course,
    Resource.Type.LEGISLATION: _law,
    Resource.Type.EXPERIENCE: _experience,
    Resource.Type.INNOVATION: _experience,
    Resource.Type.TOOL: _tool,
}


def has_details(subtype: str) -> bool:
    return subtype in DETAILS


def detail_fields(subtype: str) -> Mapping[str, forms.Field]:
    """Field name → field, for what this type has beside a record."""
    fields = _FIELDS.get(subtype)
    return fields() if fields else {}

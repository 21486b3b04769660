"""Writing a project; correcting a project or a programme."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from platform_site.organisations.models import Organisation
from platform_site.pages.forms import NamesForm, PageForm, SubjectsField, subject_names
from platform_site.pages.kinds import Snapshot
from platform_site.pages.widgets import RichTextarea

from .models import Involvement, Programme, Project
from .models.period import as_date

Role = Involvement.Role
INTERFACE_LANGUAGES = (
    ("en", "English"),
    ("fr", "Français"),
    ("es", "Español"),
    ("ar", "العربية"),
)


class OrganisationsField(SubjectsField):
    """Names of organisations with semicolons between them; cleans to their codes."""

    widget = forms.TextInput(
        attrs={"list": "subject-names", "autocomplete": "off", "data-many": "; "}
    )

    def clean(self, value: Any) -> list[str]:
        codes = super().clean(value)
        known = set(Organisation.objects.filter(code__in=codes).values_list("code", flat=True))
        if others := [code for code in codes if code not in known]:
            raise forms.ValidationError(
                _("“%(name)s” is no organisation that has a page here: name it with the others"),
                params={"name": subject_names(others)},
                code="no_organisation",
            )
        return codes


class MomentField(forms.CharField):
    """A year, a month or a day, as ISO 8601."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=10,
            required=False,
            help_text=_("A year such as 2021, or a day such as 2021-03-14"),
            widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"}),
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if text and as_date(text) is None:
            raise forms.ValidationError(
                _("Write the year with four digits, such as 2021, or the day as 2021-03-14"),
                code="no_moment",
            )
        return text


class TakingPart(forms.Form):
    """When it was, who takes part and as what: what projects and programmes share."""

    roles: tuple[tuple[str, Any], ...] = ()

    starts = MomentField(label=_("Start"))
    ends = MomentField(label=_("End"))
    link = forms.URLField(
        label=_("Its own page on the Internet"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Write the whole address, such as https://www.ilo.org")},
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        required=False,
        help_text=_("Where all of this can be checked."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for role, label in self.roles:
            self.fields[role] = OrganisationsField(
                label=label,
                required=False,
                help_text=_("Organisations that have a page here, with a semicolon between them"),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts", ""), cleaned.get("ends", "")
        if starts and ends and ends[:4] < starts[:4]:
            self.add_error("ends", _("It ends before it starts"))
        return cleaned

    @classmethod
    def initial_roles(cls, snapshot: Snapshot) -> dict[str, str]:
        return {role: subject_names(snapshot.get(role, {})) for role, _label in cls.roles}

    def proposed_roles(self, base: Snapshot | None) -> Snapshot:
        """Role → code → how it is named: as before where it was named before."""
        codes = {code for role, _label in self.roles for code in self.cleaned_data[role]}
        titles = dict(Organisation.objects.filter(code__in=codes).values_list("code", "title"))
        return {
            role: {
                code: (base or {}).get(role, {}).get(code, titles[code])
                for code in self.cleaned_data[role]
            }
            for role, _label in self.roles
        }


class ProjectForm(TakingPart, PageForm):
    """A project, as people contribute it and as a reviewer edits it."""

    roles = (
        (Role.FUNDER.value, _("Funders and donors")),
        (Role.PARTNER.value, _("Partners")),
    )

    title = forms.CharField(label=_("Name of the project"), max_length=300)
    summary = forms.CharField(
        label=_("In a sentence or two"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For lists and mails."),
    )
    text = forms.CharField(
        label=_("What is done"),
        max_length=60_000,
        required=False,
        help_text=_("Its activities, and what came of them, with your source."),
        widget=RichTextarea(attrs={"rows": 10}),
    )
    type = forms.ChoiceField(
        label=_("What is it?"), choices=Project.Type, initial=Project.Type.NAMED
    )
    status = forms.ChoiceField(
        label=_("Status"), choices=[("", _("Not known")), *Project.Status.choices], required=False
    )
    commitment_usd = forms.IntegerField(
        label=_("Commitment in US dollars"), min_value=0, max_value=10**15, required=False
    )
    as_of = MomentField(label=_("Status and commitment as of"))
    agency = forms.CharField(
        label=_("Carried out by"),
        max_length=200,
        required=False,
        help_text=_("The ministry or agency, and those who have no page here yet."),
    )
    countries_note = forms.CharField(
        label=_("Countries, where the source does not name them"),
        max_length=200,
        required=False,
    )
    step = forms.TypedChoiceField(
        label=_("Which of the three steps is it about?"),
        choices=[("", _("Not known")), *Project.Step.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )

    field_order = (
        *("title", "summary", "text", "text_format", "subjects", "countries_note"),
        *("starts", "ends", "type", "status", "commitment_usd", "as_of"),
        *(role for role, _label in roles),
        *("agency", "step", "link", "source", "tags", "language"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.field_order)

    def clean_text(self) -> str:
        # A row of a list says nothing of what is done: then there is no text.
        return super().clean_text() if self.cleaned_data["text"].strip() else ""

    @classmethod
    def initial_from(cls, snapshot: Snapshot) -> dict[str, Any]:
        return super().initial_from(snapshot) | cls.initial_roles(snapshot)

    def proposal(self, base: Snapshot | None = None) -> Snapshot:
        return super().proposal(base) | self.proposed_roles(base)


class ProgrammeForm(TakingPart, NamesForm):
    """What people can correct of a programme: all but its phases and stated results."""

    roles = (
        (Role.LAUNCHED.value, _("Launched by")),
        (Role.REQUESTED.value, _("Asked for by")),
        (Role.COORDINATES.value, _("Coordinated by")),
        (Role.IMPLEMENTS.value, _("Carried out with")),
        (Role.PARTNER.value, _("Partners")),
        (Role.FUNDER.value, _("Funders and donors")),
    )
    plain = ("type", "starts", "ends", "others", "link", "source")

    type = forms.ChoiceField(label=_("What is it?"), choices=Programme.Type)
    others = forms.CharField(label=_("Others who take part"), max_length=600, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, language in INTERFACE_LANGUAGES:
            field = forms.CharField(
                label=_("What it is for (%(language)s)") % {"language": language},
                max_length=600,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3, "lang": code, "dir": "auto"}),
            )
            self.fields[f"about_{code}"] = field

    @classmethod
    def initial_from(cls, snapshot: Snapshot) -> dict[str, Any]:
        about = {f"about_{code}": text for code, text in snapshot["about"].items()}
        plain = {name: snapshot[name] for name in cls.plain}
        return super().initial_from(snapshot) | about | plain | cls.initial_roles(snapshot)

    def proposal(self, base: Snapshot | None = None) -> Snapshot:
        typed = {code: self.cleaned_data[f"about_{code}"] for code, _name in INTERFACE_LANGUAGES}
        about = {code: text for code, text in typed.items() if text}
        plain = {name: self.cleaned_data[name] for name in self.plain}
        return super().proposal(base) | {"about": about} | plain | self.proposed_roles(base)

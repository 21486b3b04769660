"""The form fields that every contributed page shares."""

import re
from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from platform_site.core import markup
from platform_site.core.sort_keys import fold

from .kinds import Snapshot
from .languages import CONTENT_LANGUAGES
from .models import PageName, PageSubject, Subject, Tag
from .widgets import RichTextarea


class SubjectsField(forms.CharField):
    """Names of subjects with semicolons between them, in any language we hold names in.

    Cleans to a list of subject codes in the order typed. Names that are not known are refused
    by name, with the nearest one offered.
    """

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value) or ""
        wanted = [name.strip() for name in text.replace("،", ";").split(";") if name.strip()]
        known = _codes_by_name(wanted)
        if unknown := [name for name in wanted if fold(name) not in known]:
            raise forms.ValidationError(
                [_unknown(name) for name in unknown], code="unknown_subject"
            )
        return list(dict.fromkeys(known[fold(name)] for name in wanted))


def _codes_by_name(names: Iterable[str]) -> dict[str, str]:
    """Folded name → code, for the names asked for: as code, title or name in any language."""
    folded = {fold(name) for name in names}
    rows = PageName.objects.filter(page__as_subject__isnull=False, page__state="published")
    found = {
        fold(text): code
        for text, code in rows.values_list("text", "page__as_subject__code")
        if fold(text) in folded
    }
    codes = Subject.objects.published().filter(code__in=[n.upper() for n in names])
    return found | {fold(code): code for code in codes.values_list("code", flat=True)}


def _unknown(name: str) -> forms.ValidationError:
    # Loaded here: most forms never need the closest names.
    from difflib import get_close_matches  # noqa: PLC0415 (rarely needed)

    rows = PageName.objects.filter(page__as_subject__isnull=False, page__state="published")
    by_fold = {fold(text): text for text in rows.values_list("text", flat=True)}
    nearest = get_close_matches(fold(name), by_fold, n=1, cutoff=0.6)
    if nearest:
        message = gettext("We do not know “%(name)s”. Is it %(nearest)s?")
        return forms.ValidationError(
            message, params={"name": name, "nearest": by_fold[nearest[0]]}, code="unknown_subject"
        )
    message = gettext(
        "We do not know “%(name)s”. Write a country, region, group, theme or organisation,"
        " such as Cambodia"
    )
    return forms.ValidationError(message, params={"name": name}, code="unknown_subject")


def subject_names(codes: Iterable[str], language: str | None = None) -> str:
    """The text that a SubjectsField shows for the codes."""
    subjects = Subject.objects.filter(code__in=list(codes)).named(language or get_language())
    by_code = {subject.code: subject.name for subject in subjects}
    return "; ".join(by_code[code] for code in codes if code in by_code)


class TagsField(forms.CharField):
    """Words of people's own with commas between them. Cleans to the names of tags."""

    MOST, LONGEST = 10, 50

    def clean(self, value: Any) -> list[str]:
        typed = re.split(r"[,;،؛\n]", super().clean(value) or "")
        names = list(dict.fromkeys(name for name in map(Tag.name_of, typed) if name))
        if len(names) > self.MOST:
            raise forms.ValidationError(_("Give ten tags at most"), code="too_many_tags")
        for name in names:
            if len(name) > self.LONGEST:
                raise forms.ValidationError(
                    _("“%(name)s” is too long: a tag has one to three words"),
                    params={"name": name},
                    code="long_tag",
                )
        return names


class PageForm(forms.Form):
    """Title, summary, text, language, subjects and tags; a kind adds its own fields.

    Field names are the keys of the kind's snapshot, except `subjects`, which people write as names.
    """

    title = forms.CharField(label=_("Title"), max_length=300)
    summary = forms.CharField(
        label=_("In a sentence or two"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    text = forms.CharField(
        label=_("Text"),
        max_length=60_000,
        help_text=_(
            "**bold**, *slanted*, [words](https://…) for a link, - for a list, > for a quote"
        ),
        widget=RichTextarea(attrs={"rows": 14}),
    )
    # The rich editor says "html" here; without JavaScript it stays as it is.
    text_format = forms.ChoiceField(
        choices=[("markup", "markup"), ("html", "html")],
        initial="markup",
        required=False,
        widget=forms.HiddenInput,
    )
    subjects = SubjectsField(
        label=_("What it is about"),
        required=False,
        help_text=_(
            "Countries, regions, groups, themes or organisations, with a semicolon between them,"
            " such as: Cambodia; Viet Nam; Maternity benefit"
        ),
        widget=forms.TextInput(
            attrs={"list": "subject-names", "autocomplete": "off", "data-many": "; "}
        ),
    )
    tags = TagsField(
        label=_("Tags"),
        required=False,
        help_text=_(
            "If you like: words of your own, with commas between them, such as: registry, cash"
        ),
        widget=forms.TextInput(
            attrs={"list": "tag-names", "autocomplete": "off", "data-many": ", "}
        ),
    )
    language = forms.ChoiceField(label=_("Language it is written in"), choices=CONTENT_LANGUAGES)

    not_in_snapshot: ClassVar[set[str]] = {"text_format"}

    @classmethod
    def initial_from(cls, snapshot: Snapshot) -> dict[str, Any]:
        return snapshot | {
            "subjects": subject_names(snapshot.get("subjects", {})),
            "tags": ", ".join(snapshot.get("tags", {})),
        }

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if self.data.get(self.add_prefix("text_format")) == "html":
            text = markup.from_html(text)
        if not text.strip():
            raise forms.ValidationError(_("Write the text"), code="required")
        return text.replace("\r\n", "\n").strip()

    def proposal(self, base: Snapshot | None = None) -> Snapshot:
        """The snapshot that this form proposes; strengths of subjects already named are kept."""
        content = {k: v for k, v in self.cleaned_data.items() if k not in self.not_in_snapshot}
        strengths = (base or {}).get("subjects", {})
        primary = PageSubject.Strength.PRIMARY.value
        content["subjects"] = {c: strengths.get(c, primary) for c in content["subjects"]}
        content["tags"] = dict.fromkeys(content["tags"], 1)
        return (base or {}) | content


class NamesForm(forms.Form):
    """What a reference page is called, a field for each language: `name_en`, `name_fr`, …"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, language in CONTENT_LANGUAGES:
            field = forms.CharField(label=language, max_length=300, required=code == "en")
            field.widget.attrs |= {"lang": code, "dir": "auto"}
            self.fields[f"name_{code}"] = field

    @classmethod
    def initial_from(cls, snapshot: Snapshot) -> dict[str, Any]:
        return {f"name_{code}": text for code, text in snapshot["names"].items()}

    def proposal(self, base: Snapshot | None = None) -> Snapshot:
        """The names as typed; a field left empty takes the language's name away."""
        typed = {code: self.cleaned_data[f"name_{code}"] for code, _name in CONTENT_LANGUAGES}
        kept = (base or {}).get("names", {})
        others = {code: text for code, text in kept.items() if code not in typed}
        names = others | {code: text for code, text in typed.items() if text}
        return (base or {}) | {"names": names}

"""How one follows a page, and how often one wants mail."""

from collections.abc import Iterable
from datetime import datetime, time, tzinfo
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import DIGEST_HOUR, Follow, Frequency, MailPreference, SavedSearch
from .schedule import zone_of

# Short enough to be read at once: what a page, or all below it, can bring.
PLAIN_LEVELS = (
    (Follow.Level.NORMAL.value, _("New comments")),
    (Follow.Level.TRACKING.value, _("New comments and changes")),
    (Follow.Level.MUTED.value, Follow.Level.MUTED.label),
)


class FollowForm(forms.ModelForm):
    """`has_below`: whether other pages can be about it, within it or by it; else there is less
    to choose."""

    level = forms.ChoiceField(
        label=_("What do you want to hear?"), choices=Follow.Level, widget=forms.RadioSelect
    )
    frequency = forms.ChoiceField(
        label=_("How often by mail?"),
        choices=[("", _("As for all pages I follow")), *Frequency.choices],
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Your inbox on this site always has it, mail or not."),
    )

    class Meta:
        model = Follow
        fields = ("level", "frequency")

    def __init__(self, *args: Any, has_below: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_below = has_below
        if not has_below:
            self.fields["level"].choices = PLAIN_LEVELS  # type: ignore[attr-defined]  # a ChoiceField


class FollowSearchForm(forms.ModelForm):
    """How often one is told what is new in a search."""

    frequency = forms.ChoiceField(
        label=_("How often by mail?"),
        choices=[("", _("As for all pages I follow")), *Frequency.choices],
        required=False,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = SavedSearch
        fields = ("frequency",)


class MailPreferenceForm(forms.ModelForm):
    """How often by what it is, when, and not before which day."""

    digest_hour = forms.TypedChoiceField(
        label=_("At what hour?"),
        coerce=int,
        choices=[(hour, f"{hour:02}:00") for hour in range(24)],
        initial=DIGEST_HOUR,
        required=False,
        empty_value=str(DIGEST_HOUR),
    )
    paused_until = forms.DateField(
        label=_("No mail before"),
        required=False,
        help_text=_("Leave it empty, and mail comes. Meanwhile your inbox has everything."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    class Meta:
        model = MailPreference
        fields = ("to_me", "follows", "review", "digest", "digest_hour", "paused_until")
        labels = {"digest": _("Gather what can wait into one mail")}
        help_texts = {
            "to_me": _("Replies, mentions, messages, tasks and decisions."),
            "follows": _("“Never” goes before what you chose for a single page."),
            "digest": _("Once a day, on Mondays or on the first of a month; never an empty one."),
        }

    def __init__(self, *args: Any, zone: str, is_reviewer: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        for name in ("to_me", "follows", "review"):
            # Without this, Django offers "---------" among the radio buttons.
            self.fields[name] = forms.ChoiceField(
                label=self.fields[name].label,
                help_text=self.fields[name].help_text,
                choices=Frequency,
                widget=forms.RadioSelect,
            )
        self.fields["digest_hour"].help_text = _("On the clock of your time zone, %(zone)s.") % {
            "zone": zone
        }
        until = self.instance.paused_until
        self.initial["paused_until"] = until.astimezone(self._tz()).date() if until else None
        if not is_reviewer:
            del self.fields["review"]

    def clean_paused_until(self) -> datetime | None:
        """The midnight with which that day begins where the person is."""
        day = self.cleaned_data["paused_until"]
        return datetime.combine(day, time(), tzinfo=self._tz()) if day else None

    def _tz(self) -> tzinfo:
        return zone_of(self.zone)


class FollowsFilterForm(forms.Form):
    """Which of one's follows are listed."""

    q = forms.CharField(label=_("Name"), max_length=100, required=False)
    level = forms.ChoiceField(
        label=_("You hear"), choices=[("", _("All")), *Follow.Level.choices], required=False
    )
    reason = forms.ChoiceField(
        label=_("Because"), choices=[("", _("All")), *Follow.Reason.choices], required=False
    )


class ChangeFollowsForm(forms.Form):
    """Several follows at once: those that were ticked, and what shall become of them."""

    pages = forms.TypedMultipleChoiceField(coerce=int)
    change = forms.ChoiceField(choices=[("mute", ""), ("stop", "")])

    def __init__(self, *args: Any, offered: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pages"].choices = [(pk, "") for pk in offered]  # type: ignore[attr-defined]


class ReadForm(forms.Form):
    """Which notices were read: of one line of the inbox, of a page, or all, up to the newest that
    was shown. `again`: to be read again."""

    up_to = forms.IntegerField(min_value=0, max_value=2**63 - 1, widget=forms.HiddenInput)
    page = forms.IntegerField(
        min_value=1, max_value=2**63 - 1, required=False, widget=forms.HiddenInput
    )
    verb = forms.CharField(max_length=12, required=False, widget=forms.HiddenInput)
    again = forms.BooleanField(required=False)

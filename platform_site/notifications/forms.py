"""How one follows a page, and how often one wants mail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Follow, Frequency, MailPreference, SavedSearch


class FollowForm(forms.ModelForm):
    """`is_subject`: whether other pages can be about it; else there is less to choose."""

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

    def __init__(self, *args: Any, is_subject: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_subject = is_subject
        if not is_subject:
            normal = (Follow.Level.NORMAL.value, _("New comments and changes"))
            muted = (Follow.Level.MUTED.value, Follow.Level.MUTED.label)
            self.fields["level"].choices = [normal, muted]  # type: ignore[attr-defined]  # a ChoiceField


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
    class Meta:
        model = MailPreference
        fields = ("to_me", "follows", "review", "daily_digest")
        widgets = dict.fromkeys(("to_me", "follows", "review"), forms.RadioSelect)
        help_texts = {
            "follows": _("“Never” goes before what you chose for a single page."),
            "daily_digest": _("Comes at seven in the morning, when there is something new."),
        }

    def __init__(self, *args: Any, is_reviewer: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("to_me", "follows", "review"):
            # Without this, Django offers "---------" among the radio buttons.
            self.fields[name] = forms.ChoiceField(
                label=self.fields[name].label,
                help_text=self.fields[name].help_text,
                choices=Frequency,
                widget=forms.RadioSelect,
            )
        if not is_reviewer:
            del self.fields["review"]


class ReadForm(forms.Form):
    """Which notices were read: those of one page, or all, up to the newest that was shown."""

    up_to = forms.IntegerField(min_value=0, max_value=2**63 - 1, widget=forms.HiddenInput)
    page = forms.IntegerField(
        min_value=1, max_value=2**63 - 1, required=False, widget=forms.HiddenInput
    )

"""What a person says of themselves, and what is written to them."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.forms import WORKS_FOR
from platform_site.accounts.names import NameField
from platform_site.pages.forms import SubjectsField
from platform_site.pages.languages import CONTENT_LANGUAGES
from platform_site.pages.models import Subject

from .actions import NOBODY
from .handles import LONGEST, clean_handle, is_free
from .languages import SPOKEN
from .models import Message, Profile
from .orcid import clean_orcid

SHOWN_TO = [
    (Profile.Audience.PUBLIC.value, _("Everyone")),
    (Profile.Audience.MEMBERS.value, _("People who are signed in")),
    (NOBODY, _("Nobody but me, for now")),
]


def countries() -> list[tuple[str, Any]]:
    named: Any = Subject.objects.published().of_kind("country").named(get_language())
    rows = named.order_by("sort_name").values_list("code", "name")
    return [("", _("I would rather not say")), *rows]


class ProfileForm(forms.Form):
    """Only the name is needed; what is left empty is not shown."""

    display_name = NameField(
        label=_("Your name"),
        help_text=_("The same stands beside all that you publish here."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    handle = forms.CharField(
        label=_("Address of your profile"),
        max_length=LONGEST,
        help_text=_("The last part of it, such as amina-diallo. It cannot be changed later."),
        widget=forms.TextInput(
            attrs={"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": _("Choose an address for your profile")},
    )
    works_for = forms.ChoiceField(
        label=_("Who do you work for?"), choices=WORKS_FOR, required=False
    )
    role = forms.CharField(
        label=_("What do you do there?"),
        max_length=120,
        required=False,
        help_text=_("Such as: actuary, head of inspection, researcher"),
    )
    organisation = forms.CharField(label=_("Organisation"), max_length=200, required=False)
    country = forms.ChoiceField(
        label=_("Country or territory you work in"), choices=countries, required=False
    )
    subjects = SubjectsField(
        label=_("What do you know about?"),
        required=False,
        max_length=2000,
        help_text=_(
            "Countries and themes, with a semicolon between them,"
            " such as: Cambodia; Old-age benefit. People find you by them."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages you speak"),
        choices=SPOKEN,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices"}),
    )
    text = forms.CharField(
        label=_("About you"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "**bold**, *slanted*, [words](https://…) for a link, - for a list, > for a quote"
        ),
    )
    language = forms.ChoiceField(label=_("Language it is written in"), choices=CONTENT_LANGUAGES)
    orcid = forms.CharField(
        label="ORCID",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
        help_text=_("The number that tells researchers of the same name apart."),
    )
    shown_to = forms.ChoiceField(
        label=_("Who may see your profile?"),
        choices=SHOWN_TO,
        widget=forms.RadioSelect,
        help_text=_(
            "Whoever may see it sees all of it, in the list of experts too. Your e-mail address"
            " is not part of it."
        ),
        error_messages={"required": _("Say who may see your profile")},
    )
    is_open_to_contact = forms.BooleanField(
        label=_("People who are signed in may write to me"),
        required=False,
        help_text=_(
            "Whoever writes to you first sends one message; you take it up or not. Neither of you"
            " learns the other's address."
        ),
    )

    def __init__(self, *args: Any, profile: Profile | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if profile is not None:
            del self.fields["handle"]
        if profile is not None and profile.state == Profile.State.ARCHIVED:
            # Staff took it off the site: only they put it back.
            del self.fields["shown_to"]

    def clean_handle(self) -> str:
        handle = clean_handle(self.cleaned_data["handle"])
        if not is_free(handle):
            raise ValidationError(_("Somebody has this address already: choose another"))
        return handle

    def clean_orcid(self) -> str:
        return clean_orcid(self.cleaned_data["orcid"]) if self.cleaned_data["orcid"] else ""

    def clean_text(self) -> str:
        return self.cleaned_data["text"].replace("\r\n", "\n").strip()


class MessageForm(forms.Form):
    """The language is the page's: that is what the sender reads."""

    text = forms.CharField(
        label=_("Your message"),
        max_length=Message._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write your message")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class FirstMessageForm(MessageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _("Say who you are, what it is about and what you ask for.")


class UnsentForm(forms.Form):
    """What is being written, finished or not; nothing at all empties what was kept."""

    text = forms.CharField(
        max_length=Message._meta.get_field("text").max_length, required=False, strip=False
    )


class WishForm(forms.Form):
    """Whether something is to be so, or not any more: from a button's value."""

    undo = forms.BooleanField(required=False)


class LeaveForm(forms.Form):
    is_sure = forms.BooleanField(
        label=_("Yes, delete my account for good"),
        error_messages={"required": _("Tick the box if you are sure")},
    )


class MessagesField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, message: Message) -> str:
        return message.text


class ReportForm(forms.Form):
    """Which messages the moderators may read, and that they may."""

    messages = MessagesField(
        label=_("Which messages?"),
        queryset=Message.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one message")},
    )
    text = forms.CharField(
        label=_("What is wrong with them?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say what is wrong with them")},
    )
    is_agreed = forms.BooleanField(
        label=_(
            "I agree that the moderators read the messages I chose, with my name and the writer's."
            " They see nothing else of the conversation."
        ),
        error_messages={"required": _("Without your consent nobody but you two may read them")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, messages: QuerySet[Message], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["messages"]
        choice.queryset = messages

"""Giving and changing tasks."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.models import User

from ..models import Task


class PeopleField(forms.ModelMultipleChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=User.objects.none(),
            required=False,
            widget=forms.CheckboxSelectMultiple(attrs={"class": "choices"}),
            **kwargs,
        )

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.display_name)


class TaskForm(forms.Form):
    """`members` are the people of the workspace: nobody else can be given a task."""

    title = forms.CharField(
        label=_("What is to be done"),
        max_length=200,
        error_messages={"required": _("Write what is to be done")},
    )
    due_date = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Write the day like 2026-11-22")},
    )
    people = PeopleField(label=_("Who does it"))
    is_milestone = forms.BooleanField(
        label=_("A milestone"), required=False, help_text=_("A point that others wait for.")
    )
    text = forms.CharField(
        label=_("More about it"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    field_order = ("title", "due_date", "people", "is_milestone", "text")

    def __init__(self, *args: Any, members: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["people"]
        field.queryset = User.objects.filter(pk__in=[member.pk for member in members])

    @staticmethod
    def initial_from(task: Task) -> dict[str, Any]:
        names = ("title", "text", "due_date", "is_milestone")
        return {name: getattr(task, name) for name in names} | {"people": list(task.people.all())}


class NewTaskForm(TaskForm):
    """One line is enough; the key makes a form sent twice one task."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

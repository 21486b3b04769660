"""A form with one of each widget that the site uses."""

from django import forms


class EveryWidget(forms.Form):
    title = forms.CharField(label="Title", help_text="In the language of the document.")
    year = forms.IntegerField(
        label="Year", error_messages={"invalid": "Write the year with four digits, such as 2021"}
    )
    day = forms.DateField(label="Day", required=False)
    kind = forms.ChoiceField(
        label="What is it?",
        choices=[("law", "Law or regulation"), ("report", "Report, study or paper")],
        widget=forms.RadioSelect,
    )
    branch = forms.MultipleChoiceField(
        label="Branches",
        choices=[("old", "Old age"), ("sick", "Sickness"), ("work", "Employment injury")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    country = forms.ChoiceField(label="Country", choices=[("KHM", "Cambodia"), ("VNM", "Viet Nam")])
    body = forms.CharField(label="What do you know?", widget=forms.Textarea)
    file = forms.FileField(label="File", required=False, help_text="PDF up to 20 MB.")
    agree = forms.BooleanField(label="I may share this", help_text="A link is always fine.")
    back = forms.CharField(widget=forms.HiddenInput, required=False)

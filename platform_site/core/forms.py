"""How every form of the site is drawn: label, hint, error, widget, in this order."""

from typing import Any

from django.forms import BoundField, Textarea, TextInput, Widget
from django.forms.renderers import TemplatesSetting


class AskedField(BoundField):
    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: Widget | None = None
    ) -> dict[str, Any]:
        """No placeholder (the label says it), and text runs the way its own letters run."""
        attrs = super().build_widget_attrs(attrs, widget)
        attrs["placeholder"] = False
        if type(widget or self.field.widget) in (TextInput, Textarea):
            attrs.setdefault("dir", "auto")
        return attrs


class Renderer(TemplatesSetting):
    """`{{ form }}` and `{{ field.as_field_group }}` give our components; widgets stay Django's."""

    form_template_name = "components/form.html"
    bound_field_class = AskedField
    field_template_name = "components/field.html"

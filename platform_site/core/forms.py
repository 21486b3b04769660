"""How every form of the site is drawn: label, hint, error, widget, in this order."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """`{{ form }}` and `{{ field.as_field_group }}` give our components; widgets stay Django's."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"

"""Django forms drawn with the parts of the design system: `FORM_RENDERER = "phoihop.ui.forms.UiRenderer"`."""

from __future__ import annotations

from django.forms.renderers import DjangoTemplates


class UiRenderer(DjangoTemplates):
    """`{{ form }}` and `{{ field.as_field_group }}` use ui/form.html and ui/field.html."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"

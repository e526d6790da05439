"""Fields as templates/forms/field.html draws them: label, help, error, control."""

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString


class Renderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Lists to choose from are drawn by a function: Django's template for each option is slow with many people.

        Long texts have no `maxlength`.
        """
        if template_name == "django/forms/widgets/select.html":
            return select_html(context["widget"])
        if template_name == "django/forms/widgets/textarea.html":
            # A browser would cut what is pasted there without a word; we refuse it with one, and keep it.
            context["widget"]["attrs"].pop("maxlength", None)
        return super().render(template_name, context, request)


def select_html(widget: dict[str, Any]) -> SafeString:
    """A <select> of a widget's context, as Django's own template draws it."""
    parts = []
    for group, options, _index in widget["optgroups"]:
        drawn = "".join(
            f'<option value="{conditional_escape(option["value"])}"{_attributes(option["attrs"])}>'
            f"{conditional_escape(option['label'])}</option>"
            for option in options
        )
        parts.append(f'<optgroup label="{conditional_escape(group)}">{drawn}</optgroup>' if group else drawn)
    name = conditional_escape(widget["name"])
    return SafeString(f'<select name="{name}"{flatatt(widget["attrs"])}>{"".join(parts)}</select>')


def _attributes(attrs: dict[str, Any]) -> str:
    return flatatt(attrs) if attrs else ""  # most options have none

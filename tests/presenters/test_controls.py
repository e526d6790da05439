"""Lists to choose from: drawn by a function, as Django's own templates draw them."""

from html.parser import HTMLParser

from django import forms
from django.forms.renderers import TemplatesSetting

from annotations.forms.renderer import Renderer

CHOICES = [
    ("", "Any"),
    ("a&b", '<Tide> & "Sons"'),
    (3, "three"),
    ("Group <1>", [("x", "'x'"), ("y", "مرحبا")]),
]


class Tags(HTMLParser):
    """What a browser makes of it; the order of attributes means nothing."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[object] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, sorted(attrs, key=str)))

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(tag)

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.seen.append(data.strip())


def drawn(renderer: TemplatesSetting, field: forms.Field, value: object) -> list[object]:
    attrs = {"required": True, "disabled": False, "class": "wide", "data-note": '<&"'}
    return Tags(field.widget.render("who", value, attrs, renderer=renderer)).seen


def test_a_list_is_drawn_as_django_draws_it() -> None:
    for field, value in (
        (forms.ChoiceField(choices=CHOICES), "a&b"),
        (forms.ChoiceField(choices=CHOICES), 3),
        (forms.ChoiceField(choices=CHOICES), None),
        (forms.MultipleChoiceField(choices=CHOICES), ["x", "3"]),
        (forms.NullBooleanField(), True),
    ):
        found = drawn(Renderer(), field, value)
        assert found == drawn(TemplatesSetting(), field, value)
        assert len(found) > 5

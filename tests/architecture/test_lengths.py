"""Every text that a person can type has a length: what is unbounded is rendered, compared and carried at every view."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

from django import forms

import annotations.forms as package

#: Fields whose length depends on a setting (`services/text/versions.py check_length`), and one of allauth's.
ELSEWHERE = {("PasteForm", "text"), ("TextForm", "text"), ("PasteForm", "links"), ("LoginForm", "password")}


def declared() -> list[tuple[str, str, forms.Field]]:
    found = {}
    for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(info.name)
        for name, kind in inspect.getmembers(module, inspect.isclass):
            if issubclass(kind, forms.BaseForm) and kind.__module__.startswith(package.__name__):
                found |= {(name, field): made for field, made in getattr(kind, "base_fields", {}).items()}
    return [(form, name, field) for (form, name), field in sorted(found.items())]


def test_every_text_field_has_a_length() -> None:
    own_bound = {"WebAddressField", "PartialDateField", "DayField"}
    texts = [
        (form, name)
        for form, name, field in declared()
        if isinstance(field, forms.CharField) and type(field).__name__ not in own_bound and not field.max_length
    ]
    assert set(texts) == ELSEWHERE, "give it a max_length, or bound it in its service and name it here"

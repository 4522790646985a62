"""People and units to choose from, in the order and with the names that an office expects."""

from __future__ import annotations

from django import forms
from django.contrib.auth import get_user_model
from django.forms.models import ModelChoiceIterator

from wagtail_qms.organisation.models import Unit
from wagtail_qms.organisation.sorting import person_key
from wagtail_qms.organisation.trees import indented, walk


class _People(ModelChoiceIterator):
    def __iter__(self):
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        people = sorted(self.queryset, key=lambda user: person_key(user.get_full_name() or user.get_username()))
        for user in people:
            yield self.choice(user)


class PersonChoiceField(forms.ModelChoiceField):
    """A person by full name, with the sign-in name beside it; sorted by given name."""

    iterator = _People

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("queryset", get_user_model()._default_manager.filter(is_active=True))
        super().__init__(*args, **kwargs)

    def label_from_instance(self, obj):
        name = obj.get_full_name()
        return f"{name} ({obj.get_username()})" if name else obj.get_username()


class _Tree(ModelChoiceIterator):
    def __iter__(self):
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        for unit, depth in walk(list(self.queryset.select_related("agency"))):
            yield (self.field.prepare_value(unit), indented(self.field.label_from_instance(unit), depth))


class UnitChoiceField(forms.ModelChoiceField):
    """A unit in its place in the tree; its agency is named where there are several."""

    iterator = _Tree

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("queryset", Unit.objects.all())
        super().__init__(*args, **kwargs)

    def label_from_instance(self, obj):
        return f"{obj.name} ({obj.agency.name})" if self.names_agencies else obj.name

    @property
    def names_agencies(self) -> bool:
        """Whether units of several agencies are to choose from. Asked once a field."""
        if not hasattr(self, "_names_agencies"):
            self._names_agencies = self.queryset.order_by().values("agency").distinct().count() > 1
        return self._names_agencies

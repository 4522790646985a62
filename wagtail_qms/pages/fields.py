from django import forms
from django.db import models

from wagtail_qms.pages.labels import clause_choices


class ClauseListField(models.JSONField):
    """The clauses of the standard that a document serves, as a list of their numbers."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        words = {"label": self.verbose_name, "help_text": self.help_text}
        widget = forms.SelectMultiple(attrs={"size": 8})
        return forms.MultipleChoiceField(choices=clause_choices, required=False, widget=widget, **words)

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
        options = {"choices": clause_choices, "required": False, "label": self.verbose_name, "help_text": self.help_text}
        return forms.MultipleChoiceField(**options, widget=forms.SelectMultiple(attrs={"size": 8}))

"""The part of a form that asks which requirement was missed: a search, what it found, and words for the rest."""

from __future__ import annotations

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail_qms.records.screens.forms import RecordForm, text
from wagtail_qms.snippets.nonconformities import requirement_search

#: Where the problems of a requirement are shown.
ALIASES = dict.fromkeys(("standard", "clause", "edition", "section"), "requirement")
COLUMNS = ("standard", "clause", "edition", "section", "requirement_words")


class RequirementForm(RecordForm):
    """Needs ``user`` and ``agencies`` (keys)."""

    aliases = ALIASES
    apart = frozenset({"because", "requirement", "requirement_query", "requirement_words"})

    requirement_query = forms.CharField(
        label=_("Which requirement is missed"),
        required=False,
        max_length=200,
        help_text=_("Type a number or words, such as “8.5.1”, “QT.01 5.2” or “tiếp nhận”, and choose below."),
    )
    requirement = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200, label=_("Requirement"))
    requirement_words = text(
        _("Or in words"), rows=2, required=False, help_text=_("Such as the article of a law, or what was agreed.")
    )

    def __init__(self, *args, user, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.agencies = user, agencies

    @cached_property
    def choices(self) -> list[requirement_search.Choice]:
        """What is to choose from: what is chosen, and what the search finds."""
        value, query = self["requirement"].value() or "", self["requirement_query"].value() or ""
        found = requirement_search.search(self.user, self.agencies, query)
        if value and value not in {choice.value for choice in found}:
            label = requirement_search.label_of(self.user, self.agencies, value)
            found = [requirement_search.Choice(value, label), *found] if label else found
        return found

    def clean(self):
        cleaned = super().clean()
        value, query = cleaned.get("requirement") or "", (cleaned.get("requirement_query") or "").strip()
        words = (cleaned.get("requirement_words") or "").strip()
        columns = dict.fromkeys(("standard", "clause", "section"), "") | {"edition": None, "requirement_words": words}
        if value:
            found = requirement_search.chosen(self.user, self.agencies, value)
            if found is None:
                self.add_error("requirement", gettext("That requirement cannot be chosen any more. Choose again."))
            columns |= found or {}
        elif query and not words:
            self.add_error("requirement", self._of_what(query))
        self.columns = columns
        return cleaned

    def _of_what(self, query: str) -> str:
        if self.choices:
            text_ = gettext("“%(query)s” of what? Choose one of those below.")
        else:
            text_ = gettext("Nothing was found for “%(query)s”. Search for something else, or say it in words.")
        return text_ % {"query": query}

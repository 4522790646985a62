"""The forms by which an agency teaches the search its words."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail_qms.organisation.forms import KeptForm
from wagtail_qms.organisation.searching import folded

#: Wordings of one group, and letters of each.
_MOST, _LONGEST = 20, 100


class AbbreviationForm(KeptForm):
    """An abbreviation: one word, and what it stands for."""

    def clean_short(self):
        """One word with a letter in it."""
        short = " ".join(self.cleaned_data["short"].split())
        if " " in short:
            raise ValidationError(_("An abbreviation is one word. Several wordings of one thing are synonyms."))
        if not any(char.isalpha() for char in short):
            raise ValidationError(_("An abbreviation has a letter in it."))
        return short

    def clean_long(self):
        """The words, with single spaces."""
        return " ".join(self.cleaned_data["long"].split())

    def clean(self):
        cleaned = super().clean()
        short, long = cleaned.get("short", ""), cleaned.get("long", "")
        if long and folded(short) == folded(long):
            self.add_error("long", _("This says the same as the abbreviation."))
        others = self._meta.model.objects.filter(agency=cleaned.get("agency")).exclude(pk=self.instance.pk)
        # SQLite does not know that Đ and đ are one letter.
        known = {(one.casefold(), other.casefold()) for one, other in others.values_list("short", "long")}
        if (short.casefold(), long.casefold()) in known:
            self.add_error("short", _("This agency has this abbreviation already."))
        return cleaned


class SynonymsForm(KeptForm):
    """Wordings of one thing, one a line."""

    words = forms.CharField(
        label=_("Wordings"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        help_text=_("One a line: whoever searches for one of them finds the others."),
    )

    def clean_words(self):
        """Two wordings or more, each once."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["words"].splitlines()]
        lines = list({folded(line): line for line in reversed(lines) if folded(line)}.values())[::-1]
        if len(lines) < 2:
            raise ValidationError(_("Enter at least two wordings, one a line."))
        if len(lines) > _MOST:
            raise ValidationError(_("At most %(most)s wordings in one group."), params={"most": _MOST})
        if any(len(line) > _LONGEST for line in lines):
            raise ValidationError(_("A wording has at most %(most)s letters."), params={"most": _LONGEST})
        return "\n".join(lines)

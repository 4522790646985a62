"""The requirement missed, as columns of a record."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_qms.content.outline import entries
from wagtail_qms.register.models import Edition
from wagtail_qms.snippets.nonconformities.requirement import Requirement
from wagtail_qms.standards import iso9001


class WithRequirement(models.Model):
    """A clause of a standard or a section of a document's edition; words for what is neither, such as a law."""

    standard = models.CharField(_("standard"), max_length=40, choices=iso9001.choices, blank=True)
    clause = models.CharField(_("clause"), max_length=20, blank=True)
    edition = models.ForeignKey(
        Edition,
        verbose_name=_("document and edition"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    section = models.CharField(_("section"), max_length=40, blank=True)
    requirement_words = models.TextField(
        _("requirement in words"), blank=True, help_text=_("Such as the article of a law, or what was agreed.")
    )
    requirement_key = models.CharField(max_length=120, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def requirement(self) -> Requirement:
        """The requirement by value; reads the edition's content when a section is named."""
        return Requirement(
            standard=self.standard,
            clause=self.clause,
            edition=self.edition_id,
            section=self.section,
            words=self.requirement_words,
            sections=self._sections() if self.edition_id and self.section else None,
        )

    def _sections(self) -> frozenset[str]:
        return frozenset(entry.number for entry in entries(self.edition.content) if entry.number)

    def take_requirement(self, other: WithRequirement):
        """Copy the requirement of ``other``."""
        for name in ("standard", "clause", "edition_id", "section", "requirement_words", "requirement_key"):
            setattr(self, name, getattr(other, name))

    def requirement_data(self) -> dict:
        """The requirement as plain data: what a signature covers."""
        names = ("standard", "clause", "edition_id", "section", "requirement_words")
        return {name: getattr(self, name) for name in names}

    @property
    def requirement_text(self) -> str:
        """The requirement in one line, as a form shows it."""
        parts = []
        if self.clause:
            parts.append(f"{self.standard} {self.clause}".strip())
        if self.edition_id:
            parts.append(f"{self.edition.code} ({self.edition.number_text}) {self.section}".strip())
        elif self.section:
            parts.append(self.section)
        return "; ".join([*parts, *filter(None, [self.requirement_words.strip()])])

    def save(self, *args, **kwargs):
        same_sections = Requirement(self.standard, self.clause, self.edition_id, self.section)
        self.requirement_key = same_sections.key
        super().save(*args, **kwargs)

"""The database's own index, the queue that keeps every index in step, and what an agency teaches the search."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wagtail_qms.organisation.models import Agency
from wagtail_qms.register.enums import Kind
from wagtail_qms.register.models import Document
from wagtail_qms.search.enums import PassageKind


class IndexedDocument(models.Model):
    """How new that is what the database's index has of a document, also where it has nothing of it any more.

    ``generation`` tells, here and below, a rebuilt index from the one before it. Nothing here points at the register:
    the index is made from it and can be thrown away at any time.
    """

    generation = models.PositiveIntegerField()
    document_id = models.BigIntegerField()
    version = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["generation", "document_id"], name="qms_indexed_document_once")]

    def __str__(self):
        return f"{self.document_id}: {self.version}"


class IndexedEdition(models.Model):
    """An edition in the database's index (``interface.Entry``)."""

    generation = models.PositiveIntegerField()
    document_id = models.BigIntegerField()
    edition_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()
    page_id = models.BigIntegerField(null=True)
    key = models.CharField(max_length=8)
    code = models.CharField(max_length=100, blank=True)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=255)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    field = models.CharField(max_length=100, blank=True)
    unit = models.CharField(max_length=255, blank=True)
    year = models.PositiveIntegerField()
    # Clauses of the standard between bars, with one before and behind: "|7.5|8.5.1|".
    clauses = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    is_internal = models.BooleanField()
    is_held = models.BooleanField()
    # The document's own: pairs of what is short and what it stands for.
    abbreviations = models.JSONField(default=list)
    # Every folded word of the edition once; title and headings, one a line, with the words that they are found by.
    words = models.TextField(blank=True)
    lines = models.TextField(blank=True)
    line_words = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["generation", "edition_id"], name="qms_indexed_edition_once")]
        indexes = [models.Index(fields=["generation", "document_id"], name="qms_indexed_edition_document")]

    def __str__(self):
        return f"{self.code} {self.title}"


class IndexedPassage(models.Model):
    """A passage in the database's index, as people read it and as tokens. Its key tells its edition's."""

    indexed = models.ForeignKey(IndexedEdition, on_delete=models.CASCADE, related_name="passages")
    kind = models.CharField(max_length=12, choices=PassageKind.choices)
    anchor = models.CharField(max_length=255, blank=True)
    number = models.CharField(max_length=100, blank=True)
    heading = models.TextField(blank=True)
    text = models.TextField(blank=True)
    # As ``interface.Tokens``.
    head = models.TextField(blank=True)
    head_exact = models.TextField(blank=True)
    body = models.TextField(blank=True)
    body_exact = models.TextField(blank=True)
    head_codes = models.TextField(blank=True)
    body_codes = models.TextField(blank=True)

    def __str__(self):
        return f"{self.number} {self.heading}".strip()


class IndexedTerm(models.Model):
    """A term, accented spelling or pair of the database's index, and in how many passages it stands.

    ``public`` counts those that everybody may read: nobody else's words are told by what is told of terms.
    """

    generation = models.PositiveIntegerField()
    term = models.CharField(max_length=64)
    passages = models.IntegerField()
    public = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["generation", "term"], name="qms_term_once")]

    def __str__(self):
        return self.term


class IndexedTermKey(models.Model):
    """A folded term with one letter left out: terms within one edit of each other share a key."""

    generation = models.PositiveIntegerField()
    key = models.CharField(max_length=64)
    term = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["generation", "key", "term"], name="qms_term_key_once")]

    def __str__(self):
        return f"{self.key}: {self.term}"


class IndexState(models.Model):
    """How far an engine's index has come."""

    engine = models.CharField(max_length=40, primary_key=True)
    # The generation that answers; 0 before the first build.
    generation = models.PositiveIntegerField(default=0)
    # Names the build in the engine itself, so that an index that was lost is noticed.
    build = models.CharField(max_length=40, blank=True)
    analysis_version = models.PositiveIntegerField(default=0)
    # How often something was changed in it since: who reads in several steps sees whether it is still the same.
    changes = models.PositiveIntegerField(default=0)
    built_at = models.DateTimeField(null=True)

    def __str__(self):
        return self.engine


class IndexChange(models.Model):
    """A document whose entries in an engine's index are to be made anew.

    Written in the transaction that changed the register; gone when the engine has taken it.
    """

    engine = models.CharField(max_length=40)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    written_at = models.DateTimeField(auto_now_add=True)
    attempts = models.PositiveIntegerField(default=0)
    try_after = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["engine", "document"], name="qms_index_change_once")]

    def __str__(self):
        return f"{self.engine}: {self.document_id}"


class Abbreviation(models.Model):
    """An abbreviation that the agency uses everywhere; a document's own are read from its definitions."""

    agency = models.ForeignKey(Agency, verbose_name=_("agency"), on_delete=models.CASCADE, related_name="+")
    short = models.CharField(_("abbreviation"), max_length=40)
    long = models.CharField(_("stands for"), max_length=255)

    class Meta:
        verbose_name = _("abbreviation")
        verbose_name_plural = _("abbreviations")
        ordering = ["short"]
        constraints = [models.UniqueConstraint(fields=["agency", "short", "long"], name="qms_abbreviation_once")]

    def __str__(self):
        return f"{self.short}: {self.long}"


class Synonyms(models.Model):
    """Words that mean the same to who searches."""

    agency = models.ForeignKey(Agency, verbose_name=_("agency"), on_delete=models.CASCADE, related_name="+")
    words = models.TextField(
        _("words"), max_length=2000, help_text=_("One a line: whoever searches for one of them finds the others.")
    )

    class Meta:
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")

    def __str__(self):
        return ", ".join(self.words.split("\n"))[:100]


class SavedSearch(models.Model):
    """A search that somebody on the staff keeps."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Agency, verbose_name=_("agency"), on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=100)
    # The address's own query string: what is in it stays what it means.
    parameters = models.TextField(max_length=2000)
    saved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["user", "agency", "name"], name="qms_saved_search_once")]

    def __str__(self):
        return self.name


class SearchedQuery(models.Model):
    """What was searched for on a day, and how often: no person, no address, no time of day."""

    day = models.DateField(_("day"))
    agency = models.ForeignKey(Agency, verbose_name=_("agency"), null=True, on_delete=models.CASCADE, related_name="+")
    query = models.CharField(_("searched for"), max_length=200)
    times = models.PositiveIntegerField(_("times"), default=0)
    found = models.PositiveIntegerField(_("documents found"), default=0)

    class Meta:
        verbose_name = _("searched query")
        verbose_name_plural = _("searched queries")
        ordering = ["-day", "-times"]
        constraints = [
            models.UniqueConstraint(fields=["day", "agency", "query"], name="qms_searched_once"),
            models.UniqueConstraint(
                fields=["day", "query"], condition=Q(agency__isnull=True), name="qms_searched_once_anywhere"
            ),
        ]

    def __str__(self):
        return self.query

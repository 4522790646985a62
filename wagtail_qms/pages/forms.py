"""The editor's form: submitting asks the rules first, at the fields, so that nothing typed is lost."""

from __future__ import annotations

from itertools import count

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.utils import ErrorList
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamBlockValidationError

from wagtail_qms.content.outline import fold
from wagtail_qms.dates import DaysMixin
from wagtail_qms.pages.below import is_taken
from wagtail_qms.pages.problems import draft_problems
from wagtail_qms.problems import Level
from wagtail_qms.register.models import Document
from wagtail_qms.words import say

_FIELDS = {"code": "code", "title": "title", "planned_on": "planned_on", "owner": "owner_document", "blank": "blank"}


class DocumentForm(DaysMixin, WagtailAdminPageForm):
    """Saves any draft; refuses to submit one that could not be issued."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            # Wagtail's own widget fills in accented words while the title is typed.
            self.fields["slug"].required, self.fields["slug"].widget = False, forms.TextInput()
            self.fields["slug"].help_text = _("Empty: made from the title. It stays once the document is issued.")
            self.fields["slug"].disabled = bool(self.instance.pk) and self.instance.is_issued
        agency = self._agency()
        for name in ("field_of_work", "owner_unit"):
            if name in self.fields and agency is not None:
                self.fields[name].queryset = self.fields[name].queryset.filter(agency=agency)

    def _agency(self):
        parent = getattr(self, "parent_page", None)
        return getattr(getattr(parent, "specific", None), "agency", None) or self.instance.agency

    def clean_slug(self):
        """What was typed, else the title without accents."""
        slug = self.cleaned_data.get("slug")
        if slug and is_taken(slug):
            raise ValidationError(_("This address belongs to the list itself. Choose another."))
        return slug or self._free_slug()

    def _free_slug(self) -> str:
        parent = self.parent_page
        words = fold(self.cleaned_data.get("title") or self.data.get("title", ""))[:200] or "tai-lieu"
        places = (words if place == 1 else f"{words}-{place}" for place in count(1))
        free = (slug for slug in places if self.instance._slug_is_available(slug, parent, self.instance))
        return next(slug for slug in free if not is_taken(slug))

    @property
    def is_submitting(self) -> bool:
        """Whether the drafter asked for the signatures."""
        return bool(self.data.get("action-submit") or self.data.get("action-restart-workflow"))

    def _post_clean(self):
        super()._post_clean()
        if self.is_submitting and not self.errors:
            self._check_submission()

    def _check_submission(self):
        document = self.instance.registered_document() if self.instance.pk else None
        in_body, read = [], self.instance.read_draft()
        for problem in draft_problems(self.instance, read, document=document, agency=self._agency()):
            field = _FIELDS.get(problem.field, "body" if problem.field else NON_FIELD_ERRORS)
            if problem.level != Level.BLOCK:
                continue
            if field == "body":
                in_body.append(ValidationError(say(problem), code=problem.code))
            else:
                self.add_error(field if field in self.fields else NON_FIELD_ERRORS, say(problem))
        if in_body:
            # One error for all: the editor shows no more than one of a body.
            self.add_error("body", StreamBlockValidationError(non_block_errors=ErrorList(in_body)))


class IndexForm(WagtailAdminPageForm):
    """Saves a list; its address stays once documents below it have been issued."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields and self.instance.pk and Document.objects.at_or_below(self.instance).exists():
            self.fields["slug"].disabled = True
            self.fields["slug"].help_text = _("It stays: documents below this list have been issued at this address.")

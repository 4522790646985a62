"""The forms of bringing Word files in: the upload, and what is corrected of each document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail_qms.dates import DayField
from wagtail_qms.importing import staging
from wagtail_qms.importing.drafting import CODE_LENGTH, TITLE_LENGTH
from wagtail_qms.importing.neighbours import Wish
from wagtail_qms.organisation.models import FieldOfWork
from wagtail_qms.word.reading import Reading


class SeveralFiles(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or more, as a list."""

    widget = SeveralFiles(attrs={"accept": ".docx,.doc"})

    def clean(self, data, initial=None):
        return [super(FilesField, self).clean(one, initial) for one in data or [None]]


class UploadForm(forms.Form):
    """Which files, for which list, of which field of work."""

    files = FilesField(
        label=_("Word files"),
        help_text=_("Several at once; each at most 20 MB (.docx or .doc)."),
        error_messages={
            "required": _("Choose one Word file or more."),
            "empty": _("One of these files is empty: leave it out."),
        },
    )
    index = forms.ModelChoiceField(label=_("Document list"), queryset=None, empty_label=None)
    field = forms.CharField(
        label=_("Field of work"),
        required=False,
        max_length=100,
        help_text=_("For all of these files; it can be changed for each of them on the next page."),
    )

    def __init__(self, *args, user, lists, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["index"].queryset = lists
        self.fields["field"].widget.attrs["list"] = "qms-fields-of-work"

    def clean_files(self):
        """The files, refused when one or all together are too large."""
        brought = self.cleaned_data["files"]
        for file in brought:
            if file.size > staging.MAX_FILE:
                text = gettext("“%(name)s” is larger than %(limit)s. Take large pictures out and try again.")
                self.add_error("files", text % {"name": file.name, "limit": filesizeformat(staging.MAX_FILE)})
        count, size = staging.size_of(self.user)
        whole = size + sum(file.size for file in brought)
        if count + len(brought) > staging.MAX_COUNT or whole > staging.MAX_WHOLE:
            text = gettext("At most %(count)s files and %(limit)s at once: bring these in first, then the others.")
            limit = filesizeformat(staging.MAX_WHOLE)
            self.add_error("files", text % {"count": staging.MAX_COUNT, "limit": limit})
        return brought


class DocumentForm(forms.Form):
    """What one document shall be called, and whether it is taken."""

    take = forms.BooleanField(label=_("Bring this document in"), required=False)
    title = forms.CharField(label=_("Title"), max_length=TITLE_LENGTH)
    code = forms.CharField(label=_("Code"), max_length=CODE_LENGTH, required=False)
    field = forms.CharField(label=_("Field of work"), max_length=100, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["field"].widget.attrs["list"] = "qms-fields-of-work"

    @property
    def wish(self) -> Wish | None:
        """What was typed, or what the file says before anything was; None when it was typed wrongly."""
        said = self.cleaned_data if self.is_bound and self.is_valid() else {} if self.is_bound else self.initial
        return Wish(said["title"], said["code"], said["field"]) if said else None

    def corrected(self, reading: Reading) -> Reading:
        """``reading`` with what the person supplied."""
        return reading


class PaperForm(DocumentForm):
    """The same for who keeps the register: the paper may be registered as approved, and what it lacks supplied."""

    on_paper = forms.BooleanField(
        label=_("Register it as approved on paper"),
        required=False,
        help_text=_("It becomes an edition with the number, dates and names of the paper; otherwise a draft."),
    )
    number = forms.IntegerField(label=_("Edition"), min_value=1, max_value=999, required=False)
    issued_on = DayField(label=_("Issued on"), required=False)
    effective_on = DayField(label=_("In force from"), required=False)

    def corrected(self, reading: Reading) -> Reading:
        said = self.cleaned_data
        days = {name: said[name].isoformat() if said[name] else "" for name in ("issued_on", "effective_on")}
        return replace(reading, number=said["number"] or 0, **days)


def field_names(agency) -> list[str]:
    """The fields of work that the agency has."""
    return list(FieldOfWork.objects.filter(agency=agency).values_list("name", flat=True))


def day_of(iso: str) -> date | None:
    """The day that a paper says, None when it says none."""
    return date.fromisoformat(iso) if iso else None

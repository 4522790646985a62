from django.db import models
from django.utils.translation import gettext_lazy as _


class PassageKind(models.TextChoices):
    """What part of a document a passage is."""

    DOCUMENT = "document", _("Document")
    SECTION = "section", _("Section")
    STEP = "step", _("Step")
    FACT = "fact", _("About the procedure")
    FORM = "form", _("Form")
    RECORD = "record", _("Record")
    DEFINITION = "definition", _("Definition")
    FILE = "file", _("Attached file")


class Facet(models.TextChoices):
    """By what an answer may be narrowed."""

    KIND = "kind", _("Kind")
    FIELD = "field", _("Field of work")
    UNIT = "unit", _("Unit")
    YEAR = "year", _("Year")
    CLAUSE = "clause", _("Clause of the standard")

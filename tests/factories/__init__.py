"""An agency, its people, its documents, and editions that went through the real workflow: for every test."""

from tests.factories.documents import issue, issue_paper, make_index, make_page, make_procedure, make_workflow
from tests.factories.office import Office, make_office
from tests.factories.people import make_agency, make_field, make_person, make_unit

__all__ = [
    "Office",
    "issue",
    "issue_paper",
    "make_agency",
    "make_field",
    "make_index",
    "make_office",
    "make_page",
    "make_person",
    "make_procedure",
    "make_unit",
    "make_workflow",
]

"""Brings a site to where the first document can be written. Running it again changes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from wagtail_qms.organisation.models import Agency
from wagtail_qms.pages.models import DocumentIndexPage
from wagtail_qms.setup.approval import provide_workflow
from wagtail_qms.setup.groups import provide_groups
from wagtail_qms.setup.places import INDEX_SLUG, INDEX_TITLE, find_site, provide_agency, provide_index
from wagtail_qms.setup.report import Report


@dataclass(frozen=True, slots=True)
class Ground:
    """What documents are built on, and the report of how it came to be."""

    agency: Agency
    index: DocumentIndexPage
    report: Report


@transaction.atomic
def provision(
    *, agency: str = "", site: str = "", index_slug: str = INDEX_SLUG, index_title: str = INDEX_TITLE
) -> Ground:
    """Make what is missing and mend what is broken: agency, document list, groups, permissions, workflow.

    Empty names mean the only agency and the default site. SetupError says what stands in the way; nothing is
    changed then.
    """
    report = Report()
    place = find_site(site)
    owner = provide_agency(report, place, agency)
    index = provide_index(report, place, owner, slug=index_slug, title=index_title)
    provide_groups(report, index)
    provide_workflow(report, index)
    return Ground(owner, index, report)

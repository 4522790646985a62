"""An office with documents, and everybody who may come to read them."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model

from tests.factories import Office, make_office, make_person
from wagtail_qms.pages.models import ProcedurePage
from wagtail_qms.register import keeping

READERS = ("anonymous", "staff", "stranger", "secretary", "superuser")


@pytest.fixture
def office(home) -> Office:
    return make_office(home)


@pytest.fixture
def readers(office, home) -> dict[str, Client]:
    """A browser for each sort of reader."""
    elsewhere = make_office(home, "Ủy ban nhân dân xã Khác", slug="tai-lieu-khac")
    people = {
        "staff": make_person(office.agency),
        "stranger": elsewhere.secretary,
        "secretary": office.secretary,
        "superuser": make_person(superuser=True),
    }
    clients = {"anonymous": Client()}
    for name, person in people.items():
        clients[name] = Client()
        clients[name].force_login(person)
    return clients


def page_of(edition) -> ProcedurePage:
    """The page behind ``edition``, read afresh."""
    return ProcedurePage.objects.get(pk=edition.document.page_id)


def withdraw(office, edition, day: date):
    """Withdraw ``edition`` from ``day`` on."""
    return keeping.withdraw(
        edition=edition,
        person=office.secretary,
        withdrawn_on=day,
        decision_no="15/QĐ-UBND",
        decision_on=day,
        reason="Thay bằng quy định mới",
    )


def hold(office, edition):
    """Hide ``edition``."""
    return keeping.hold(edition=edition, person=office.secretary, reason="Lộ thông tin cá nhân")


def restrict(office, edition):
    """Make the document of ``edition`` internal."""
    return keeping.restrict(document=edition.document, person=office.secretary, reason="Chỉ dùng nội bộ")


def make_blank(name: str = "to-khai.docx", data: bytes = b"mau to khai"):
    """A blank form among the site's documents."""
    return get_document_model().objects.create(title="Tờ khai", file=ContentFile(data, name=name))

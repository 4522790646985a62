"""Every address of an edition, asked by everybody, in every standing: who reads it and who does not learn of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.bodies import procedure_body
from tests.public.conftest import READERS, hold, make_blank, page_of, restrict
from wagtail_qms.pages.parts import drawn

pytestmark = pytest.mark.django_db

EVERYBODY = dict.fromkeys(READERS, 200)
STAFF = {"anonymous": 404, "staff": 200, "stranger": 404, "secretary": 200, "superuser": 200}
KEEPERS = {"anonymous": 404, "staff": 404, "stranger": 404, "secretary": 200, "superuser": 200}
TITLE = "Quy trình không ai được biết"


def addresses(edition) -> dict[str, str]:
    """Where the words of ``edition`` are read."""
    key, url = edition.document.key, page_of(edition).url
    return {
        "page": url,
        "edition": f"{url}lan-ban-hanh/01/",
        "permalink": f"/qms/d/{key}/",
        "permalink of the edition": f"/qms/d/{key}/01/",
    }


def answers(readers, url: str) -> dict[str, int]:
    """The status that each reader gets in the end."""
    return {name: client.get(url, follow=True).status_code for name, client in readers.items()}


STANDINGS = {
    "public": (lambda office: _issued(office), EVERYBODY),
    "internal": (lambda office: _issued(office, confidentiality="internal"), STAFF),
    "to come": (lambda office: _issued(office, planned_on=timezone.localdate() + timedelta(3)), EVERYBODY),
    "internal to come": (
        lambda office: _issued(office, confidentiality="internal", planned_on=timezone.localdate() + timedelta(3)),
        STAFF,
    ),
    "held": (lambda office: _then(hold, office, _issued(office)), KEEPERS),
    "restricted": (lambda office: _then(restrict, office, _issued(office)), STAFF),
    "internal and held": (
        lambda office: _then(hold, office, _issued(office, confidentiality="internal")),
        KEEPERS,
    ),
}


def _issued(office, **fields):
    return office.issued(title=TITLE, body=procedure_body(make_blank().pk), **fields)


def _then(act, office, edition):
    act(office, edition)
    return edition


@pytest.mark.parametrize("standing", STANDINGS)
def test_who_reads(office, readers, standing):
    make, expected = STANDINGS[standing]
    edition = make(office)
    found = {name: answers(readers, url) for name, url in addresses(edition).items()}
    assert found == dict.fromkeys(found, expected)


@pytest.mark.parametrize("standing", STANDINGS)
def test_who_does_not_read_sees_no_word_of_it(office, readers, standing):
    make, expected = STANDINGS[standing]
    edition = make(office)
    key = edition.document.key
    index = office.index.url
    urls = [
        *addresses(edition).values(),
        f"/qms/v/{key}/",
        f"/qms/v/{key}/01/",
        index,
        f"{index}?format=csv",
        f"{index}?format=json",
        "/sitemap.xml",
        "/",
    ]
    leaks = [
        (name, url)
        for name, client in readers.items()
        for url in urls
        if expected[name] == 404 and TITLE in client.get(url, follow=True).content.decode()
    ]
    assert leaks == []


@pytest.mark.parametrize("standing", STANDINGS)
def test_who_takes_files(office, readers, standing):
    make, expected = STANDINGS[standing]
    edition = make(office)
    (file,) = drawn(edition, ()).parts.files.values()
    url = f"/qms/f/{edition.document.key}/01/{file.digest}/{file.name}"
    assert answers(readers, url) == expected


def test_what_is_internal_is_kept_by_no_shared_cache(office, readers):
    edition = office.issued(confidentiality="internal")
    response = readers["staff"].get(page_of(edition).url)
    assert "private" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert "Cookie" in response["Vary"]


def test_what_is_public_is_asked_for_again(office, client):
    response = client.get(page_of(office.issued()).url)
    assert "private" not in response["Cache-Control"]
    assert "no-cache" in response["Cache-Control"]
    assert "Cookie" in response["Vary"]


def test_an_appointment_that_ended_opens_nothing(office, readers):
    edition = office.issued(confidentiality="internal")
    office.agency.appointments.update(valid_until=timezone.localdate() - timedelta(1))
    assert readers["secretary"].get(page_of(edition).url).status_code == 404

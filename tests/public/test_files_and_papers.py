"""Files, PDFs, QR codes and the check of a copy."""

import io

import pytest
from django.utils import timezone
from pypdf import PdfReader
from wagtail.documents import get_document_model

from tests.factories import issue_paper
from tests.factories.bodies import procedure_body
from tests.public.conftest import hold, make_blank, page_of, withdraw
from wagtail_qms.pages.papers import draft_face
from wagtail_qms.pages.parts import drawn

pytestmark = pytest.mark.django_db


def file_url(edition, **changed) -> str:
    (file,) = drawn(edition, ()).parts.files.values()
    parts = {"key": edition.document.key, "number": "01", "digest": file.digest, "name": file.name} | changed
    return "/qms/f/{key}/{number}/{digest}/{name}".format(**parts)


@pytest.fixture
def with_file(office):
    return office.issued(body=procedure_body(make_blank().pk))


def test_a_form_is_a_download_and_nothing_else(client, with_file):
    response = client.get(file_url(with_file))
    assert b"".join(response.streaming_content) == b"mau to khai"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_the_page_links_the_form(client, with_file):
    text = client.get(page_of(with_file).url).content.decode()
    assert text.count(f'href="{file_url(with_file)}"') == 2


def test_a_file_survives_its_source(client, with_file):
    url = file_url(with_file)
    get_document_model().objects.all().delete()
    assert b"".join(client.get(url).streaming_content) == b"mau to khai"


@pytest.mark.parametrize(
    "changed",
    [
        {"digest": "0" * 64},
        {"name": "khac.docx"},
        {"number": "02"},
        {"key": "22222222"},
        {"name": "..%2f..%2fmanage.py"},
    ],
)
def test_other_files_are_not_there(client, with_file, changed):
    assert client.get(file_url(with_file, **changed)).status_code == 404


def test_a_file_of_another_document_is_not_there(client, office, with_file):
    other = office.issued("QT.02", "Tài liệu khác")
    assert client.get(file_url(with_file, key=other.document.key)).status_code == 404


@pytest.mark.parametrize("what", ["file", "pdf", "page", "list"])
def test_what_a_reader_has_is_not_sent_again(client, office, with_file, what):
    urls = {
        "file": lambda: file_url(with_file),
        "pdf": lambda: f"/qms/pdf/{with_file.document.key}/01.pdf",
        "page": lambda: page_of(with_file).url,
        "list": lambda: office.index.url,
    }
    url = urls[what]()
    etag = client.get(url)["ETag"]
    again = client.get(url, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head(url).status_code == 200


def test_the_pdf_of_an_edition(client, office):
    edition = office.issued("QT/HT.01", "Cấp trích lục")
    response = client.get(f"/qms/pdf/{edition.document.key}/01.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="QT-HT.01-01.pdf"'
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)
    assert "CẤP TRÍCH LỤC" in text
    assert f"http://localhost/qms/v/{edition.document.key}/01/" in text.replace("\n", "")


def test_a_pdf_is_stamped_when_it_has_ended(client, office):
    edition = office.issued()
    url = f"/qms/pdf/{edition.document.key}/01.pdf"
    in_force = client.get(url)["ETag"]
    withdraw(office, edition, timezone.localdate())
    assert client.get(url)["ETag"] != in_force


def test_a_draft_has_the_face_of_a_draft(office):
    face = draft_face(office.procedure(title="Bản nháp"))
    assert (face.title, face.code, face.number, face.signers) == ("Bản nháp", "QT.01", "", ())
    assert face.watermark


def test_the_qr_code_is_a_picture(client, office):
    edition = office.issued()
    response = client.get(f"/qms/qr/{edition.document.key}/01.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert response.content.startswith(b"<svg")


def verdict(client, edition, number: str = "01/"):
    return client.get(f"/qms/v/{edition.document.key}/{number}").context["verdict"]


def test_a_copy_is_checked_with_its_signatures(client, office):
    edition = office.issued()
    found = verdict(client, edition)
    assert (found.status, found.edition, len(found.signatures)) == ("in_force", edition, 3)


def test_a_replaced_copy_names_what_replaced_it(client, office):
    page = office.procedure()
    first = issue_paper(page, office.secretary, number=1, issued_on=timezone.localdate().replace(year=2020))
    second = office.next_edition(page_of(first), planned_on=None)
    found = verdict(client, first)
    assert (found.status, found.replaced_by) == ("superseded", second)
    assert verdict(client, first, "").edition == second


def test_a_withdrawn_copy_and_a_hidden_one(client, office):
    edition = office.issued("QT.1")
    withdraw(office, edition, timezone.localdate())
    assert verdict(client, edition).status == "withdrawn"
    hidden = office.issued("QT.2")
    hold(office, hidden)
    found = verdict(client, hidden)
    assert (found.status, found.edition) == ("hidden", None)


def test_of_an_internal_document_the_status_alone(client, office):
    edition = office.issued("QT.1", "Chỉ nội bộ", confidentiality="internal")
    found = verdict(client, edition)
    assert (found.status, found.edition, found.signatures) == ("in_force", None, ())
    assert "Chỉ nội bộ" not in client.get(f"/qms/v/{edition.document.key}/01/").content.decode()


def test_a_key_is_typed_in_any_case(client, office):
    edition = office.issued()
    assert client.get(f"/qms/v/{edition.document.key.lower()}/01/").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "d/00000000/",
        "v/00000000/",
        "d/22222222/999999/",
        "pdf/22222222/01.pdf",
        "v/2222/",
        "qr/22222222/01.svg",
        "p/99/",
    ],
)
def test_unknown_addresses_are_not_there(client, office, path):
    assert client.get(f"/qms/{path}").status_code == 404


def test_a_draft_has_no_address(client, office):
    page = office.procedure()
    document = page.registered_document(make=True)
    for path in (f"d/{document.key}/", f"v/{document.key}/", f"qr/{document.key}/01.svg"):
        assert client.get(f"/qms/{path}").status_code == 404


def test_links_into_the_site_lead_to_pages_that_all_may_see(client, office, home):
    page = page_of(office.issued())
    assert client.get(f"/qms/p/{page.pk}/").headers["Location"] == page.url
    draft = office.procedure("QT.9")
    assert client.get(f"/qms/p/{draft.pk}/").status_code == 404

"""The Word file of a paper: to the byte, for whoever may read the edition."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from tests.public.conftest import hold
from tests.register_admin.conftest import admit
from wagtail_qms.register import actions, files
from wagtail_qms.register.models import Edition

pytestmark = pytest.mark.django_db

CONTENT = b"PK\x03\x04 giay"
SHOWN = {"staff": 200, "stranger": 302, "secretary": 200, "leader": 200, "superuser": 200}


@pytest.fixture
def register(office):
    """Register a draft as approved on paper, with its file."""

    def made(**fields) -> Edition:
        page, today = office.procedure("QT.07", **fields), timezone.localdate()
        kept = files.keep(ContentFile(CONTENT), "quy-trinh.docx")
        source = {"digest": kept.digest, "name": kept.name}
        return actions.register_paper_edition(
            document=page.registered_document(make=True),
            snapshot=page.draft_snapshot(keep_files=True),
            person=office.secretary,
            number=2,
            issued_on=today,
            effective_on=today,
            sign_offs=[{"role": "approval", "name": "", "post": "", "source": source}],
        )

    return made


def address(edition) -> str:
    return reverse("wagtail_qms_register:source", args=[edition.document_id, edition.pk])


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("fields", [{}, {"confidentiality": "internal"}], ids=["public", "internal"])
def test_who_takes_it(sign_in, register, name, fields):
    assert sign_in(name).get(address(register(**fields))).status_code == SHOWN[name]


@pytest.mark.parametrize(("name", "status"), [("staff", 404), ("secretary", 200), ("leader", 200), ("superuser", 200)])
def test_of_a_hidden_edition_its_keepers_alone(office, sign_in, register, name, status):
    edition = register()
    hold(office, edition)
    assert sign_in(name).get(address(edition)).status_code == status


def test_it_is_a_download_to_the_byte(sign_in, register):
    answer = sign_in("staff").get(address(register()))
    assert b"".join(answer.streaming_content) == CONTENT
    assert answer["Content-Disposition"] == 'attachment; filename="quy-trinh.docx"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))


def test_the_register_of_the_document_leads_there(sign_in, register):
    edition = register()
    page = sign_in("staff").get(reverse("wagtail_qms_register:document", args=[edition.document_id]))
    assert address(edition) in page.content.decode()


def test_an_edition_of_the_workflow_has_none(sign_in, edition):
    assert sign_in("secretary").get(address(edition)).status_code == 404


def test_the_edition_of_another_document_is_not_found_here(sign_in, register, edition):
    paper = register()
    url = reverse("wagtail_qms_register:source", args=[edition.document_id, paper.pk])
    assert sign_in("secretary").get(url).status_code == 404


def test_a_lost_file_is_said(sign_in, register):
    edition = register()
    files.path_of(edition.paper_source["digest"]).unlink()
    answer = sign_in("secretary").get(address(edition), follow=True)
    assert len(list(answer.context["messages"])) == 1


def test_nobody_without_an_account(client, register):
    assert client.get(address(register())).status_code == 302


def test_of_no_post_at_all(client, register, django_user_model):
    client.force_login(admit(django_user_model.objects.create_user("khach")))
    assert client.get(address(register())).status_code == 302

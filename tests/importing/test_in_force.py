"""``qms_import --in-force``: editions that were approved on paper before the app came."""

import pytest
from django.core.management import CommandError

from tests.factories import make_office, make_person
from tests.importing.papers import put
from tests.importing.test_command import everything, run, run_json
from wagtail_qms.organisation.enums import Role
from wagtail_qms.pages.models import ProcedurePage
from wagtail_qms.register import files
from wagtail_qms.register.models import Edition
from wagtail_qms.register.verify import verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(home):
    return make_office(home)


def register(office, *paths) -> list[dict]:
    """Bring the files in as in force, by the secretary."""
    return run_json(*paths, in_force=True, person=office.secretary.username, field="Cư trú")


def test_the_edition_says_what_the_paper_says(office, tmp_path):
    path = put(tmp_path, "mot.docx", number="03")
    [said] = register(office, path)
    edition = Edition.objects.get(document__page_id=said["document"])
    shown = (edition.code, edition.number, str(edition.issued_on), str(edition.effective_on), edition.provenance)
    assert shown == ("QT 01/MAU", 3, "2025-06-05", "2025-06-10", "paper")
    assert [(row["role"], row["name"], row["post"]) for row in edition.paper_signers] == [
        ("drafting", "Trần Văn Soạn", "Chuyên viên"),
        ("review", "Lê Thị Soát", "Chuyên viên"),
        ("approval", "Phạm Văn Duyệt", "Chuyên viên"),
    ]
    assert edition.recorded_by == office.secretary
    assert ProcedurePage.objects.get().live
    assert verify().faults == []


def test_the_file_itself_is_kept_with_its_digest(office, tmp_path):
    path = put(tmp_path, "mot.docx", signers=())
    register(office, path)
    edition = Edition.objects.get()
    assert (edition.paper_signers, edition.paper_source["name"]) == ([], "mot.docx")
    assert files.read(edition.paper_source["digest"]) == path.read_bytes()


def test_what_blocks_a_draft_is_recorded_with_a_paper(office, tmp_path):
    register(office, put(tmp_path, "mot.docx", effective_on="01/06/2024"))
    edition = Edition.objects.get()
    assert [problem.code for problem in edition.paper_problems] == ["dates_out_of_order"]
    assert verify().faults == []


def test_a_citizen_reads_it_and_sees_that_it_was_approved_on_paper(office, client, tmp_path):
    register(office, put(tmp_path, "mot.docx"))
    page = client.get(ProcedurePage.objects.get().url).content.decode()
    assert "Cấp giấy xác nhận cư trú" in page
    assert "Phạm Văn Duyệt" in page


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ({"code": ""}, "code.missing"),
        ({"number": ""}, "import.no_number"),
        ({"issued_on": "...../...../2025", "effective_on": ""}, "import.no_issue_date"),
    ],
)
def test_without_code_number_or_date_it_stays_a_draft(office, tmp_path, missing, code):
    [said] = register(office, put(tmp_path, "mot.docx", **missing))
    assert said["problems"][0]["code"] == code
    assert ProcedurePage.objects.filter(pk=said["document"]).exists()
    assert not Edition.objects.exists()


def test_a_taken_code_stays_a_draft_until_it_is_settled(office, tmp_path):
    register(office, put(tmp_path, "mot.docx"))
    path = put(tmp_path, "hai.docx", title="Xóa đăng ký cư trú")
    [said] = register(office, path)
    assert said["problems"][0]["code"] == "code.taken"
    draft = ProcedurePage.objects.get(pk=said["document"])
    draft.code = "QT 02/MAU"
    draft.save_revision(user=office.secretary)
    register(office, path)
    assert list(Edition.objects.order_by("code").values_list("code", flat=True)) == ["QT 01/MAU", "QT 02/MAU"]


def test_a_second_run_changes_nothing(office, tmp_path):
    path = put(tmp_path, "mot.docx", picture=True)
    register(office, path)
    before = (everything(), Edition.objects.count())
    register(office, path)
    assert (everything(), Edition.objects.count()) == before


@pytest.mark.parametrize("who", ["nobody", "drafter", "superuser"])
def test_only_who_keeps_the_register_may(office, tmp_path, who):
    people = {"drafter": office.drafter, "superuser": make_person(superuser=True)}
    name = people[who].username if who in people else ""
    before = everything()
    with pytest.raises(CommandError):
        run(put(tmp_path, "mot.docx"), in_force=True, person=name)
    assert everything() == before


def test_the_leader_of_the_board_may(office, tmp_path):
    leader = make_person(office.agency, role=Role.ISO_LEADER)
    run(put(tmp_path, "mot.docx"), in_force=True, person=leader.username)
    assert Edition.objects.count() == 1


def test_a_draft_that_is_being_signed_is_left_alone(office, tmp_path):
    path = put(tmp_path, "mot.docx")
    [said] = run_json(path, field="Cư trú")
    page = ProcedurePage.objects.get(pk=said["document"]).get_latest_revision_as_object()
    page.get_workflow().start(page, office.drafter)
    [again] = register(office, path)
    assert again["problems"][0]["code"] == "import.being_signed"
    assert not Edition.objects.exists()

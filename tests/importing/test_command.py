"""``qms_import``: what it makes, what it leaves alone, what it says."""

import json
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db.models.signals import post_save
from wagtail.images import get_image_model
from wagtail.models import Page, PageLogEntry, Revision

from tests.factories import make_agency, make_index, make_office
from tests.importing.papers import paper, put
from wagtail_qms.organisation.models import FieldOfWork
from wagtail_qms.pages.models import ProcedurePage
from wagtail_qms.register.evidence import DraftChange
from wagtail_qms.register.models import Document

pytestmark = pytest.mark.django_db

KEYS = [
    "file", "part", "document", "code", "title", "kind", "field", "edition", "issued_on", "effective_on",
    "sections", "steps", "forms", "records", "legal_bases", "definitions", "time_limits", "fees",
    "words", "words_kept", "problems",
]  # fmt: skip


@pytest.fixture
def office(home):
    return make_office(home)


def run(*arguments, **options):
    """What the command printed: (stdout, stderr)."""
    out, err = StringIO(), StringIO()
    call_command("qms_import", *map(str, arguments), stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def run_json(*arguments, **options) -> list[dict]:
    return [json.loads(line) for line in run(*arguments, json=True, **options)[0].splitlines()]


def everything() -> tuple:
    """How many rows there are of all that an import could write."""
    tables = (Page, Revision, PageLogEntry, DraftChange, Document, FieldOfWork, get_image_model())
    return tuple(table.objects.count() for table in tables)


def test_a_file_becomes_a_draft_of_whoever_brings_it(office, tmp_path):
    path = put(tmp_path, "mot.docx", picture=True)
    [said] = run_json(path, field="Cư trú", person=office.drafter.username)
    page = ProcedurePage.objects.get()
    draft = page.get_latest_revision_as_object()
    assert list(said) == KEYS
    assert (said["document"], said["code"], said["field"], said["edition"]) == (page.pk, "QT 01/MAU", "Cư trú", 1)
    assert (said["issued_on"], said["effective_on"]) == ("2025-06-05", "2025-06-10")
    assert [section["title"] for section in said["sections"]] == ["MỤC ĐÍCH", "PHẠM VI"]
    assert (draft.title, draft.code, draft.field_of_work.name) == ("Cấp giấy xác nhận cư trú", "QT 01/MAU", "Cư trú")
    assert (page.live, page.owner, page.latest_revision.user) == (False, office.drafter, office.drafter)
    assert (page.slug, draft.owner_unit) == ("cap-giay-xac-nhan-cu-tru", None)
    assert not Document.objects.exists()


def test_the_draft_says_what_the_file_says_its_pictures_too(office, tmp_path):
    run(put(tmp_path, "mot.docx", picture=True))
    content = ProcedurePage.objects.get().draft_snapshot().content
    [purpose, scope] = content.blocks
    image = get_image_model().objects.get()
    assert (purpose.number, purpose.role, scope.number, scope.role) == ("1", "purpose", "2", "scope")
    assert [type(block).__name__ for block in scope.blocks] == ["Paragraph", "Image"]
    assert (image.width, image.height, image.collection.name) == (40, 30, "Root")


def test_a_second_run_changes_nothing_even_after_the_draft_was_edited(office, tmp_path):
    put(tmp_path, "mot.docx", picture=True)
    put(tmp_path, "hai.docx", code="QT 02/MAU", title="Cấp bản sao")
    first = run_json(tmp_path, field="Cư trú")
    draft = ProcedurePage.objects.get(pk=first[0]["document"])
    draft.title, draft.code = "Tên đã sửa", "QT 09"
    draft.save_revision(user=office.drafter)
    before = everything()
    assert [said["document"] for said in run_json(tmp_path, field="Cư trú")] == [said["document"] for said in first]
    assert everything() == before


def test_another_list_takes_the_same_file(office, home, tmp_path):
    path = put(tmp_path, "mot.docx")
    other = make_index(home, make_agency("Ủy ban nhân dân xã Khác"), slug="tai-lieu-khac")
    run(path, index="tai-lieu")
    with pytest.raises(CommandError, match=str(other.pk)):
        run(path)
    [said] = run_json(path, index=str(other.pk))
    assert ProcedurePage.objects.get(pk=said["document"]).get_parent().pk == other.pk


def test_the_same_code_with_another_title_or_field_is_another_document(office, tmp_path):
    put(tmp_path, "1.docx")
    put(tmp_path, "2.docx", title="Xóa đăng ký")
    run(tmp_path / "1.docx", field="Cư trú")
    [other_title] = run_json(tmp_path / "2.docx", field="Cư trú")
    [other_field] = run_json(put(tmp_path, "3.docx", purpose="Khác."), field="Hộ tịch")
    assert ProcedurePage.objects.count() == 3
    assert other_title["problems"][0]["code"] == "import.code_taken"
    assert [p["code"] for p in other_field["problems"][:2]] == ["import.code_in_other_field"] * 2


def test_another_file_of_the_very_document_is_named_and_not_made_twice(office, tmp_path):
    run(put(tmp_path, "1.docx"), field="Cư trú")
    [said] = run_json(put(tmp_path, "2.docx", purpose="Nội dung mới."), field="Cư trú")
    assert (said["document"], said["problems"][0]["code"]) == (None, "import.duplicate")
    assert ProcedurePage.objects.count() == 1


def test_a_dry_run_writes_nothing(office, tmp_path):
    before = everything()
    [said] = run_json(put(tmp_path, "mot.docx", picture=True), field="Cư trú", dry_run=True)
    assert (said["document"], said["title"]) == (None, "Cấp giấy xác nhận cư trú")
    assert everything() == before


def test_a_file_that_cannot_be_read_stops_none_of_the_others(office, tmp_path):
    put(tmp_path, "a.docx", b"%PDF-1.7")
    put(tmp_path, "b.docx")
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError, match="1"):
        call_command("qms_import", str(tmp_path), json=True, stdout=out, stderr=err)
    assert [json.loads(line)["code"] for line in out.getvalue().splitlines()] == ["QT 01/MAU"]
    assert "[1/2]" in err.getvalue() and "PDF" in err.getvalue()


def test_folders_are_walked_and_locks_of_word_left_alone(office, tmp_path):
    (tmp_path / "trong").mkdir()
    put(tmp_path / "trong", "mot.docx")
    put(tmp_path, "~$mot.docx", b"khoa")
    put(tmp_path, "ghi-chu.txt", b"khong phai Word")
    assert [said["file"] for said in run_json(tmp_path)] == [str(tmp_path / "trong" / "mot.docx")]


def test_the_text_is_printed_in_order(tmp_path):
    text = run(put(tmp_path, "mot.docx"), text=True)[0]
    words = ["Mã hiệu: QT 01/MAU", "MỤC ĐÍCH", "Quy định cách tiếp nhận hồ sơ.", "PHẠM VI", "bộ phận một cửa"]
    places = [text.index(word) for word in words]
    assert places == sorted(places)


def test_what_is_named_wrongly_is_said(office, tmp_path):
    path = put(tmp_path, "mot.docx")
    for options in ({"index": "khong-co"}, {"person": "khong-co"}):
        with pytest.raises(CommandError, match="khong-co"):
            run(path, **options)
    with pytest.raises(CommandError, match="mat.docx"):
        run(tmp_path / "mat.docx")


def test_a_paper_without_title_and_code_is_a_draft_called_as_its_file(office, tmp_path):
    path = put(tmp_path, "Xác nhận hộ nghèo.docx", paper(code="", title="", number="", issued_on=""))
    [said] = run_json(path)
    page = ProcedurePage.objects.get(pk=said["document"])
    assert (page.title, page.code, said["edition"], said["issued_on"]) == ("Xác nhận hộ nghèo", "", None, None)


def test_cut_off_in_the_middle_each_file_is_in_whole_or_not_at_all_and_the_next_run_goes_on(office, tmp_path):
    for place in range(1, 4):
        put(tmp_path, f"{place}.docx", code=f"QT 0{place}", title=f"Thủ tục {place}", picture=place == 2)

    def cut_off(instance, **_kwargs):
        if instance.content.get("code") == "QT 02":
            raise KeyboardInterrupt

    post_save.connect(cut_off, sender=Revision)
    try:
        with pytest.raises(KeyboardInterrupt):
            run(tmp_path, field="Cư trú")
    finally:
        post_save.disconnect(cut_off, sender=Revision)
    assert list(ProcedurePage.objects.values_list("code", flat=True)) == ["QT 01"]
    assert not get_image_model().objects.exists()
    first = ProcedurePage.objects.get().pk
    assert [said["document"] for said in run_json(tmp_path, field="Cư trú")][0] == first
    assert sorted(ProcedurePage.objects.values_list("code", flat=True)) == ["QT 01", "QT 02", "QT 03"]


def test_a_text_that_holds_several_documents_gives_one_for_each(office, tmp_path):
    said = "Mã hiệu: {code} Lần ban hành: 01 Ngày ban hành: 05/06/2025"
    head = f"| ỦY BAN NHÂN DÂN PHƯỜNG MẪU | QUY TRÌNH {{title}} | {said} |"
    papers = [("QT.01", "TIẾP NHẬN HỒ SƠ"), ("QT.02", "LƯU TRỮ HỒ SƠ")]
    lines = [f"{head.format(code=code, title=title)}\n\nI. MỤC ĐÍCH\n\nQuy định cách làm.\n" for code, title in papers]
    path = put(tmp_path, "van-ban.txt", "\n".join(lines).encode())
    said = run_json(path, format="text")
    assert len({row["part"] for row in said}) == len(said)
    assert all(row["document"] for row in said)
    before = everything()
    run(path, format="text")
    assert everything() == before


def test_a_picture_that_a_run_left_behind_is_taken_up_again(office, tmp_path):
    path = put(tmp_path, "mot.docx", picture=True)
    run(path)
    image = get_image_model().objects.get()
    name, storage = image.file.name, image.file.storage
    content = image.file.read()
    ProcedurePage.objects.get().delete()
    get_image_model().objects.all().delete()
    # As it is when the process ends between the file and its row.
    storage.delete(name)
    storage.save(name, ContentFile(content))
    run(path)
    assert get_image_model().objects.get().file.name == name

"""Files of evidence are private: outside MEDIA_ROOT, and handed out to the staff of the record's agency alone."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.urls import reverse

from tests.factories import make_person
from tests.factories.records import make_bureau
from tests.register.desk import codes
from wagtail_qms.problems import Refused
from wagtail_qms.records import adding
from wagtail_qms.register import files


@pytest.fixture
def row(bureau):
    """A picture, attached to a ticket."""
    return adding.attach(bureau.ticket(), by=bureau.staff, file=ContentFile(b"\xff\xd8anh"), name="so theo doi.jpg")


def get(client, user, row):
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    return client.get(reverse("wagtail_qms_records:evidence", args=[row.pk]))


def test_colleagues_get_it(client, bureau, row):
    answer = get(client, bureau.checker, row)
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"\xff\xd8anh")
    assert answer["Content-Type"] == "image/jpeg"
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_others_do_not(client, bureau, row):
    for user in (make_person(), make_bureau("Sở Khác").leader):
        assert get(client, user, row).status_code == 404
    client.logout()
    assert client.get(reverse("wagtail_qms_records:evidence", args=[row.pk])).status_code == 302


def test_a_page_with_script_is_only_saved(client, bureau):
    ticket = bureau.ticket()
    for name in ("trang.html", "hinh.svg", "khong-duoi"):
        row = adding.attach(ticket, by=bureau.staff, file=ContentFile(b"<script>1</script>"), name=name)
        answer = get(client, bureau.staff, row)
        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["Content-Disposition"].startswith("attachment")


def test_it_lies_outside_the_media_folder(row):
    assert not str(files.path_of(row.file_digest)).startswith(str(settings.MEDIA_ROOT))


def test_a_lost_file_is_not_found(client, bureau, row):
    files.path_of(row.file_digest).unlink()
    assert get(client, bureau.staff, row).status_code == 404


def test_empty_and_huge_files_and_strangers_are_refused(bureau, monkeypatch):
    ticket = bureau.ticket()
    monkeypatch.setattr(adding, "LARGEST", 3)
    for content, by, code in [
        (b"", bureau.staff, "evidence.empty"),
        (b"1234", bureau.staff, "evidence.large"),
        (b"12", make_person(), "record.not_on_staff"),
    ]:
        with pytest.raises(Refused) as refused:
            adding.attach(ticket, by=by, file=ContentFile(content), name="tep.pdf")
        assert codes(refused.value.problems) == [code]

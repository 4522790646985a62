"""Each group opens its own screens of the admin, and no others."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

from wagtail_qms.pages.models import ProcedurePage
from wagtail_qms.setup.provision import provision
from wagtail_qms.setup.roles import GROUP_ROLES, ORGANISATION, REGISTER, group_role

pytestmark = pytest.mark.django_db

KEYS = [role.key for role in GROUP_ROLES]
WRITERS = {"drafter", "iso_secretary"}


@pytest.fixture
def index(home):
    return provision().index


@pytest.fixture
def sign_in(index, client):
    def as_member(key):
        user = get_user_model().objects.create_user(key, f"{key}@coquan.example", "x")
        user.groups.add(Group.objects.get(name=group_role(key).name))
        client.force_login(user)
        return user

    return as_member


@pytest.mark.parametrize("key", KEYS)
def test_everybody_reaches_the_admin(sign_in, client, key):
    sign_in(key)
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


@pytest.mark.parametrize("key", KEYS)
def test_only_writers_write_documents(sign_in, client, index, key):
    sign_in(key)
    address = reverse("wagtailadmin_pages:add", args=("wagtail_qms", "procedurepage", index.pk))
    assert (client.get(address).status_code == 200) == (key in WRITERS)


@pytest.mark.parametrize("key", KEYS)
def test_nobody_publishes_by_a_group(sign_in, index, key):
    user = sign_in(key)
    page = index.add_child(instance=ProcedurePage(title="Quy trình", slug="quy-trinh", code="QT.01"))
    assert not page.permissions_for_user(user).can_publish()
    assert not index.permissions_for_user(user).can_publish()


@pytest.mark.parametrize("key", KEYS)
def test_only_writers_upload_blank_forms(sign_in, client, key):
    sign_in(key)
    assert (client.get(reverse("wagtaildocs:add_multiple")).status_code == 200) == (key in WRITERS)


@pytest.mark.parametrize("key", KEYS)
def test_only_the_secretary_changes_the_organisation(sign_in, key):
    user = sign_in(key)
    may = {name for name in ORGANISATION if user.has_perm(f"wagtail_qms.change_{name}")}
    assert may == (set(ORGANISATION) if key == "iso_secretary" else set())


@pytest.mark.parametrize("key", KEYS)
def test_nobody_changes_a_register_and_some_see_it(sign_in, key):
    user = sign_in(key)
    verbs = ("add", "change", "delete")
    assert [name for name in REGISTER for verb in verbs if user.has_perm(f"wagtail_qms.{verb}_{name}")] == []
    sees_all = {"iso_secretary", "iso_board", "iso_leader", "head_of_unit", "top_management", "auditor"}
    seen = {name for name in REGISTER if user.has_perm(f"wagtail_qms.view_{name}")}
    assert seen == (set(REGISTER) if key in sees_all else {"document"} if key == "staff" else set())

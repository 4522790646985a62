"""An office whose people may open the admin."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission

from tests.factories import make_office

pytest.register_assert_rewrite("tests.pages.citizen")

# Wagtail before 8 has no writing API.
collect_ignore = [] if settings.HAS_API_V3 else ["test_doors_api.py"]


def let_into_admin(*people):
    """Let ``people`` open the admin."""
    access = Permission.objects.get(codename="access_admin")
    for person in people:
        person.user_permissions.add(access)


def let_edit(index, *people, actions=("add", "change")):
    """Let ``people`` edit pages below ``index`` by a group, as a site would."""
    group, _made = Group.objects.get_or_create(name="Soạn thảo")
    for action in actions:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{action}_page")
        GroupPagePermission.objects.get_or_create(group=group, page=index, permission=permission)
    for person in people:
        person.groups.add(group)


@pytest.fixture
def office(home):
    """An office: everybody may open the admin, the drafter may edit."""
    office = make_office(home)
    let_into_admin(office.drafter, office.reviewer, office.approver, office.secretary)
    let_edit(office.index, office.drafter)
    return office


@pytest.fixture
def signed_in(client):
    """Sign in a person: ``signed_in(person)`` is the client of that person."""

    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in

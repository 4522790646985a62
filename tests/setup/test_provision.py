"""Set-up makes what is missing, mends what is broken and leaves the rest alone."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from wagtail.models import GroupPagePermission, Site, Task, Workflow, WorkflowPage, WorkflowTask

from wagtail_qms.organisation.models import Agency
from wagtail_qms.pages.models import DocumentIndexPage
from wagtail_qms.setup.approval import WORKFLOW, provide_workflow
from wagtail_qms.setup.places import find_site
from wagtail_qms.setup.provision import provision
from wagtail_qms.setup.report import Report, SetupError
from wagtail_qms.setup.roles import GROUP_ROLES, group_role
from wagtail_qms.workflows.models import ApprovalTask, ReviewTask

pytestmark = pytest.mark.django_db


def steps_of(workflow):
    return [type(task.specific) for task in workflow.tasks]


def test_an_empty_site_gets_everything(home):
    ground = provision(agency="UBND phường Mẫu")
    assert ground.index.get_parent().specific == home
    assert (ground.index.live, ground.index.show_in_menus, ground.index.slug) == (True, True, "tai-lieu-iso")
    assert set(Group.objects.values_list("name", flat=True)) >= {role.name for role in GROUP_ROLES}
    assert steps_of(ground.index.get_workflow()) == [ReviewTask, ApprovalTask]
    assert all(line.made for line in ground.report.lines)


def test_a_second_run_changes_nothing_and_says_so(home):
    provision()
    before = (Agency.objects.count(), Group.objects.count(), GroupPagePermission.objects.count(), Task.objects.count())
    out = StringIO()
    call_command("qms_setup", stdout=out)
    assert provision().report.changes == 0
    after = (Agency.objects.count(), Group.objects.count(), GroupPagePermission.objects.count(), Task.objects.count())
    assert after == before
    assert (DocumentIndexPage.objects.count(), Workflow.objects.filter(name=WORKFLOW).count()) == (1, 1)
    assert len(out.getvalue().splitlines()) == len(provision().report.lines) + 1


def test_the_agency_is_called_as_the_site_is(home):
    assert provision().agency.name == "Cổng"


def test_a_missing_group_and_a_lost_permission_come_back(home):
    ground = provision()
    Group.objects.get(name=group_role("auditor").name).delete()
    Group.objects.get(name=group_role("staff").name).permissions.clear()
    assert provision().report.changes == 2
    assert ground.report.changes > 2


def test_a_renamed_group_is_found_by_the_setting(home, settings):
    provision()
    Group.objects.filter(name=group_role("drafter").name).update(name="Soạn thảo viên")
    settings.WAGTAIL_QMS = {**settings.WAGTAIL_QMS, "GROUPS": {"drafter": "Soạn thảo viên"}}
    assert provision().report.changes == 0


def test_what_a_site_granted_besides_stays(home):
    provision()
    group = Group.objects.get(name=group_role("staff").name)
    extra = Group.objects.get(name=group_role("iso_secretary").name).permissions.first()
    group.permissions.add(extra)
    provision()
    assert extra in group.permissions.all()


def test_a_workflow_without_review_is_mended(home):
    index = provision().index
    ReviewTask.objects.all().delete()
    workflow = index.get_workflow()
    assert steps_of(workflow) == [ApprovalTask]
    assert provision().report.changes == 1
    assert steps_of(workflow) == [ReviewTask, ApprovalTask]


def test_a_workflow_without_approval_is_mended(home):
    index = provision().index
    ApprovalTask.objects.all().delete()
    provision()
    assert steps_of(index.get_workflow()) == [ReviewTask, ApprovalTask]


def test_steps_in_the_wrong_order_are_put_right(home):
    index = provision().index
    workflow = index.get_workflow()
    for step, order in zip(WorkflowTask.objects.filter(workflow=workflow).order_by("sort_order"), (5, 2), strict=True):
        WorkflowTask.objects.filter(pk=step.pk).update(sort_order=order)
    assert steps_of(workflow) == [ApprovalTask, ReviewTask]
    provide_workflow(Report(), index)
    assert steps_of(workflow) == [ReviewTask, ApprovalTask]


def test_an_inactive_workflow_and_step_work_again(home):
    index = provision().index
    Workflow.objects.filter(pk=index.get_workflow().pk).update(active=False)
    Task.objects.filter(pk__in=ReviewTask.objects.values("pk")).update(active=False)
    provision()
    workflow = WorkflowPage.objects.get(page=index).workflow
    assert workflow.active
    assert [task.active for task in workflow.tasks] == [True, True]


def test_a_foreign_workflow_gives_way(home):
    index = provision().index
    other = Workflow.objects.create(name="Tin bài")
    WorkflowPage.objects.filter(page=index).update(workflow=other)
    provision()
    assert steps_of(WorkflowPage.objects.get(page=index).workflow) == [ReviewTask, ApprovalTask]
    assert Workflow.objects.filter(pk=other.pk).exists()


def test_a_named_agency_gets_a_list_of_its_own(home):
    provision(agency="Phường Một")
    second = provision(agency="Phường Hai", index_slug="tai-lieu-phuong-hai")
    assert second.index.slug == "tai-lieu-phuong-hai"
    assert sorted(page.agency.name for page in DocumentIndexPage.objects.all()) == ["Phường Hai", "Phường Một"]
    assert steps_of(second.index.get_workflow()) == [ReviewTask, ApprovalTask]


def test_several_agencies_have_to_be_told_apart(home):
    provision(agency="Phường Một")
    Agency.objects.create(name="Phường Hai")
    with pytest.raises(CommandError, match="--agency"):
        call_command("qms_setup")


def test_a_taken_address_is_told_and_nothing_is_made(home):
    home.add_child(title="Khác", slug="tai-lieu-iso")
    with pytest.raises(SetupError, match="--index-slug"):
        provision()
    assert Agency.objects.count() == 0


def test_an_unknown_site_is_told_with_those_there_are(home):
    with pytest.raises(SetupError, match="localhost"):
        find_site("khong-co.example")
    assert find_site("localhost").root_page_id == home.pk


def test_a_portal_without_a_site_is_told_what_to_do(home):
    Site.objects.all().delete()
    with pytest.raises(CommandError, match="--site"):
        call_command("qms_setup")


def test_the_demo_refuses_where_debug_is_off(home):
    with pytest.raises(CommandError, match="--force"):
        call_command("qms_demo")
    assert Agency.objects.count() == 0

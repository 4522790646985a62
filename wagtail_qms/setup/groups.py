"""The groups and their permissions. What a site has granted besides stays."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, GroupCollectionPermission, GroupPagePermission, Page

from wagtail_qms.pages.uploads import COLLECTION
from wagtail_qms.setup.report import Report, SetupError
from wagtail_qms.setup.roles import GROUP_ROLES, GroupRole


def provide_groups(report: Report, index):
    """Make the groups that are missing and grant what they lack on the list ``index``."""
    collection = _provide_collection(report)
    for role in GROUP_ROLES:
        group, made = Group.objects.get_or_create(name=role.stored_name)
        granted = _grant_models(group, role) + _grant_pages(group, role, index)
        if role.uploads:
            granted += _grant_uploads(group, collection)
        text = _("Group “%(name)s”") if made or not granted else _("Group “%(name)s”: permissions that it lacked")
        report.note(text % {"name": group.name}, made or bool(granted))


def _provide_collection(report: Report) -> Collection:
    # Uploads of drafts are for staff; readers get an edition's files from the register.
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    collection = root.get_children().filter(name=COLLECTION).first()
    made = collection is None
    if made:
        collection = root.add_child(name=COLLECTION)
        CollectionViewRestriction.objects.create(
            collection=collection, restriction_type=CollectionViewRestriction.LOGIN
        )
    report.note(_("Collection “%(name)s” for pictures and blank forms") % {"name": COLLECTION}, made)
    return collection


def permission(app_label: str, codename: str) -> Permission:
    """The permission of that name. SetupError before ``migrate`` has made it."""
    found = Permission.objects.filter(content_type__app_label=app_label, codename=codename).first()
    if found is None:
        name = f"{app_label}.{codename}"
        raise SetupError(_("The permission %(name)s is missing. Run “migrate” first.") % {"name": name})
    return found


def _grant_models(group: Group, role: GroupRole) -> int:
    wanted = [permission("wagtailadmin", "access_admin")]
    wanted += [permission("wagtail_qms", codename) for codename in role.models]
    missing = {row.pk for row in wanted} - set(group.permissions.values_list("pk", flat=True))
    group.permissions.add(*missing)
    return len(missing)


def _grant_pages(group: Group, role: GroupRole, index) -> int:
    wanted = [permission(Page._meta.app_label, f"{verb}_{Page._meta.model_name}") for verb in role.pages]
    rows = GroupPagePermission.objects
    return sum(rows.get_or_create(group=group, page_id=index.pk, permission=row)[1] for row in wanted)


def _grant_uploads(group: Group, collection: Collection) -> int:
    wanted = [
        permission(model._meta.app_label, f"{verb}_{model._meta.model_name}")
        for model in (get_image_model(), get_document_model())
        for verb in ("add", "change", "choose")
    ]
    rows = GroupCollectionPermission.objects
    return sum(rows.get_or_create(group=group, collection=collection, permission=row)[1] for row in wanted)

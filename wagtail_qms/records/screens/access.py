"""Who opens the screens of records: whoever holds a post today. A superuser looks, and acts with a post alone."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from wagtail.admin.menu import MenuItem
from wagtail.permission_policies.base import BasePermissionPolicy

from wagtail_qms import clock
from wagtail_qms.organisation.models import Agency, Appointment
from wagtail_qms.register.access import is_on_staff, reader_today


class StaffPolicy(BasePermissionPolicy):
    """Seeing is for the staff, adding for who holds a post; nobody changes or deletes a record by a right."""

    def user_has_permission(self, user, action):
        if action == "view":
            return is_on_staff(user)
        return action == "add" and bool(reader_today(user).agencies)

    def users_with_any_permission(self, actions):
        if not {"view", "add"} & set(actions):
            return get_user_model()._default_manager.none()
        posts = Appointment.objects.on(clock.today())
        return get_user_model()._default_manager.filter(is_active=True, pk__in=posts.values("user"))


class StaffMenuItem(MenuItem):
    """An entry of the menu for the staff."""

    def is_shown(self, request):
        return is_on_staff(request.user)


def agencies_of(user):
    """The agencies where ``user`` holds a post today, by name."""
    return Agency.objects.filter(pk__in=reader_today(user).agencies).order_by("name", "pk")

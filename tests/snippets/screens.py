"""People at the admin's screens of records."""

from django.contrib.auth.models import Permission


def admit(user):
    """``user``, let into the admin."""
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user

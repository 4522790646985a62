"""Where the pictures and blank forms of documents lie in the media library."""

from __future__ import annotations

from wagtail.models import Collection

#: The collection that the set-up makes; what is uploaded there is for staff, readers get files from the register.
COLLECTION = "Tài liệu ISO"


def documents_collection() -> Collection:
    """The documents' own collection, else the root one."""
    return Collection.objects.filter(name=COLLECTION).first() or Collection.get_first_root_node()

"""What is done and asked inside the process of a site of its own."""

import json
import sys

from django.apps import apps
from django.core.management import call_command
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from tests.conftest import make_what_migrations_leave
from tests.factories import make_person
from tests.portal.models import HomePage
from wagtail_qms.organisation.enums import Role
from wagtail_qms.organisation.models import Agency
from wagtail_qms.pages.models import ProcedurePage
from wagtail_qms.register import triggers
from wagtail_qms.register.models import Edition
from wagtail_qms.register.verify import verify


def prepare():
    """A site with a document list and a secretary; prints their user name."""
    root = make_what_migrations_leave()
    triggers.create()
    home = root.add_child(instance=HomePage(title="Cổng", slug="cong-cua-lo"))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    call_command("qms_setup", verbosity=0)
    sys.stdout.write(make_person(Agency.objects.get(), role=Role.ISO_SECRETARY).username)


def tell():
    """Print as JSON what an import may have made."""
    drafts = [page.get_latest_revision_as_object() for page in ProcedurePage.objects.order_by("pk")]
    state = {
        "drafts": {draft.code: draft.draft_snapshot().digest for draft in drafts},
        "editions": list(Edition.objects.order_by("pk").values_list("code", flat=True)),
        "faults": [str(fault) for fault in verify().faults],
        "tree": [list(found) for found in Page.find_problems()],
        "pictures": list(get_image_model().objects.order_by("file").values_list("file", flat=True)),
        "rows": {model._meta.label: model.objects.count() for model in apps.get_models()},
    }
    sys.stdout.write(json.dumps(state))

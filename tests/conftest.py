"""What every test may use."""

import pytest
from wagtail.models import Locale, Page, Site

from tests.portal.models import HomePage


@pytest.fixture
def home(db):
    """The portal's home page, root of the default site. Works after a flush as well, which empties even the root."""
    Locale.objects.get_or_create(language_code="vi")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    page = root.add_child(instance=HomePage(title="Cổng thông tin", slug="cong-thong-tin"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": page, "site_name": "Cổng"}
    )
    Site.clear_site_root_paths_cache()
    return page

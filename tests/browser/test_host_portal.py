"""The host's own pages work in the browser that the walk uses; a failure here is the machine's, not the app's."""

import pytest

from tests.portal.models import PlainPage


@pytest.mark.django_db(transaction=True)
def test_home_page_opens_with_its_menu(live_server, home, page):
    home.add_child(instance=PlainPage(title="Liên hệ", slug="lien-he", show_in_menus=True))
    page.goto(live_server.url)
    assert page.locator("h1").inner_text() == "Cổng thông tin"
    assert page.locator("nav a").all_inner_texts() == ["Liên hệ"]

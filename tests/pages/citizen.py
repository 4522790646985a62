"""What a citizen can see of a portal, asked all at once."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from wagtail_qms.register import queries, verify

#: Words that nobody has signed.
UNSIGNED = "CHUAKYXYZ"


def assert_citizen_sees(client, edition):
    """The edition in force is read everywhere; words that nobody signed nowhere; the register is sound."""
    client.logout()
    assert queries.in_force(edition.document, timezone.localdate()) == edition
    shown = client.get(reverse("wagtail_qms:document", args=[edition.document.key]), follow=True).content.decode()
    assert edition.title in shown
    pages = [shown, *_host_pages(client), *_page_itself(client, edition)]
    assert [UNSIGNED in page for page in pages] == [False] * len(pages)
    assert verify.verify().faults == []


def _host_pages(client):
    addresses = [
        "/",
        "/tai-lieu/",
        f"/search/?query={UNSIGNED}",
        "/sitemap.xml",
        "/api/v2/pages/?fields=*",
        f"/api/v2/pages/?search={UNSIGNED}",
    ]
    if settings.HAS_API_V3:
        addresses += ["/api/v3/pages/", f"/api/v3/pages/?search={UNSIGNED}"]
    for address in addresses:
        # The words that were searched for stand in the page that lists nothing.
        yield client.get(address).content.decode().replace(f"query={UNSIGNED}", "").replace(f"“{UNSIGNED}”", "")
    for page in Page.objects.filter(depth__gt=2):
        yield client.get(f"/api/v2/pages/{page.pk}/").content.decode()
        yield client.get(page.url).content.decode() if page.url else ""


def _page_itself(client, edition):
    """The page at its own address, where it still is: it shows the edition."""
    page = Page.objects.filter(pk=edition.document.page_id).first()
    if page is not None and page.url:
        response = client.get(page.url)
        assert (response.status_code, edition.title in response.content.decode()) == (200, True)
        yield response.content.decode()

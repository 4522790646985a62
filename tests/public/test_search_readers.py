"""Every address of the search, asked by everybody: nobody learns of what they may not read, not even by a count."""

import io

import docx
import pytest

from tests.factories import make_unit
from tests.public.answers import address, ask, facet, index_all, titles
from tests.public.conftest import hold, restrict

pytestmark = pytest.mark.django_db

SECRET = "Bí mật zirconi"
#: A word of the secret document alone, and a unit that owns nothing else.
WORD, UNIT = "zirconi", "Tổ kín"

STANDINGS = {
    "internal": (lambda office, **more: _issued(office, confidentiality="internal", **more), {"staff"}),
    "held": (lambda office, **more: _then(hold, office, _issued(office, **more)), set()),
    "restricted": (lambda office, **more: _then(restrict, office, _issued(office, **more)), {"staff"}),
}
ALWAYS = {"secretary", "superuser"}


def _issued(office, **fields):
    return office.issued("BM.99", SECRET, owner_unit=make_unit(office.agency, UNIT), **fields)


def _then(act, office, edition):
    act(office, edition)
    return edition


@pytest.fixture(params=STANDINGS)
def told(request, office):
    """Who may read the secret document; another is there for all."""
    make, some = STANDINGS[request.param]
    make(office)
    office.issued("QT.01", "Công khai", owner_unit=make_unit(office.agency, "Tổ mở"))
    index_all()
    return some | ALWAYS


def shown(response) -> str:
    """What a response says, whatever it is."""
    if "wordprocessingml" in response["Content-Type"]:
        document = docx.Document(io.BytesIO(response.content))
        cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    return response.content.decode()


ADDRESSES = {
    "page": ("tim-kiem/", {"q": SECRET}),
    "code": ("tim-kiem/", {"q": "BM.99"}),
    "before asking": ("tim-kiem/", {}),
    "nothing": ("tim-kiem/", {"q": "khongcogiqq"}),
    "csv": ("tim-kiem/", {"q": SECRET, "format": "csv"}),
    "docx": ("tim-kiem/", {"q": SECRET, "format": "docx"}),
    "json": ("tim-kiem/", {"q": SECRET, "format": "json"}),
    "narrowed": ("tim-kiem/", {"q": "quy trinh ket qua tiep nhan", "unit": UNIT}),
    "suggestions": ("tim-kiem/goi-y/", {"q": "bi mat"}),
    "suggestions by code": ("tim-kiem/goi-y/", {"q": "bm 99"}),
    "rss": ("moi-ban-hanh/rss/", {}),
    "atom": ("moi-ban-hanh/atom/", {}),
    "rss of a unit": ("moi-ban-hanh/rss/", {"unit": UNIT}),
}


def test_who_may_not_read_it_sees_no_word_of_it(office, readers, told):
    leaks = []
    for name, client in readers.items():
        for place, (path, asked) in ADDRESSES.items():
            text = shown(client.get(office.index.url + path, asked))
            # What was asked is shown again: only the title's own spelling counts, and what nobody typed.
            echoed = asked.get("q") == SECRET
            seen = "BM.99" in text if echoed else SECRET in text
            if seen and name not in told:
                leaks.append((name, place))
    assert leaks == []


def test_who_may_read_it_finds_it_everywhere(office, readers, told):
    for name in told:
        for place, (path, asked) in ADDRESSES.items():
            text = shown(readers[name].get(office.index.url + path, asked))
            # Where nothing is found, the list of the newest shows it as well.
            assert (SECRET if place == "suggestions" else "BM.99") in text, (name, place)


def test_counts_say_nothing_of_it(office, readers, told):
    found = {name: ask(client, office, "quy trinh ket qua tiep nhan") for name, client in readers.items()}
    assert {name: len(titles(page)) for name, page in found.items()} == {
        name: 2 if name in told else 1 for name in readers
    }
    assert {name: UNIT in facet(page, "unit") for name, page in found.items()} == {
        name: name in told for name in readers
    }


def test_nobody_is_led_to_its_words(office, readers, told):
    """ "zirconn" is one letter from a word of the secret document alone."""
    for name in set(readers) - told:
        assert "zirconi" not in shown(readers[name].get(address(office), {"q": "zircony"}))


def test_staff_see_that_it_is_internal(office, readers):
    office.issued("BM.99", SECRET, confidentiality="internal")
    index_all()
    assert ask(readers["staff"], office, WORD).select_one(".qms-mark")
    assert ask(readers["staff"], office, "BM.99").select_one(".qms-direct .qms-mark")
    (row,) = readers["staff"].get(address(office), {"q": WORD, "format": "json"}).json()["documents"]
    assert row["internal"] is True


def test_what_staff_see_is_kept_by_no_shared_cache(office, readers):
    office.issued("BM.99", SECRET, confidentiality="internal")
    index_all()
    for path, asked in ADDRESSES.values():
        response = readers["staff"].get(office.index.url + path, asked)
        assert "private" in response["Cache-Control"]
        assert "Cookie" in response["Vary"]
        assert SECRET not in shown(
            readers["anonymous"].get(office.index.url + path, {**asked, "q": asked.get("q", "")[:3]})
        )

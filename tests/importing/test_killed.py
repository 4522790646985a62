"""``qms_import`` killed in the middle of a batch: each file is in whole or not at all, and the next run goes on."""

import random

import pytest

from tests.importing.own_process import Site
from tests.importing.papers import put

FILES = 4
#: Rows that belong to a draft, beside it: each without a partner would be half a file.
HALVES = """
select 'page without revision', page_ptr_id from wagtail_qms_procedurepage p where not exists
    (select 1 from wagtailcore_revision r where r.object_id = cast(p.page_ptr_id as text))
union all select 'page without source', page_ptr_id from wagtail_qms_procedurepage p where not exists
    (select 1 from wagtailcore_pagelogentry l where l.page_id = p.page_ptr_id and l.action = 'wagtail_qms.import')
union all select 'source without page', l.page_id from wagtailcore_pagelogentry l where l.action = 'wagtail_qms.import'
    and not exists (select 1 from wagtail_qms_procedurepage p where p.page_ptr_id = l.page_id)
union all select 'revision without page', r.object_id from wagtailcore_revision r where not exists
    (select 1 from wagtailcore_page p where cast(p.id as text) = r.object_id)
union all select 'document without edition', d.id from wagtail_qms_document d where not exists
    (select 1 from wagtail_qms_edition e where e.document_id = d.id)
union all select 'file kept for nothing', f.id from wagtail_qms_storedfile f where not exists
    (select 1 from wagtail_qms_edition e where e.paper_sign_offs like '%' || f.digest || '%'
        or e.snapshot like '%' || f.digest || '%')
"""


@pytest.fixture
def site(tmp_path, db):
    """A site of its own below a folder of the test."""
    site = Site(tmp_path)
    site.copy_database()
    return site


@pytest.fixture
def folder(tmp_path):
    """A folder of Word files, every second one with a picture."""
    (tmp_path / "giay").mkdir()
    for place in range(1, FILES + 1):
        said = {"code": f"QT 0{place}", "title": f"Thủ tục {place}", "shade": place if place % 2 else 0}
        put(tmp_path / "giay", f"{place}.docx", **said)
    return str(tmp_path / "giay")


def everything(site) -> tuple:
    return site.state(), site.files("media"), site.files("private")


def test_killed_at_any_moment(site, folder):
    secretary = site.do("prepare").splitlines()[-1]
    drafts, register = [folder, "--field", "Cư trú"], [folder, "--in-force", "--as", secretary]
    moment, codes = random.Random(), {f"QT 0{place}" for place in range(1, FILES + 1)}
    for way, after in ((drafts, 1), (register, 2), (register, 3)):
        site.kill_importing(*way, after=after, moment=moment)
        assert site.rows(HALVES) == []
        made = {code for (code,) in site.rows("select code from wagtail_qms_procedurepage")}
        assert len(made) >= after
        assert made <= codes
    site.ask("qms_import", *register)
    found = everything(site)
    state, media, private = found
    assert set(state["drafts"]) == set(state["editions"]) == codes
    assert len(state["editions"]) == FILES
    assert (state["faults"], state["tree"]) == ([], [[]] * 5)
    assert {name for name in media if name.startswith("original_images/")} == set(state["pictures"])
    assert len(state["pictures"]) == FILES // 2
    assert len(private) == state["rows"]["wagtail_qms.StoredFile"]
    site.ask("qms_import", *register)
    assert everything(site) == found

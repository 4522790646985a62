"""What is signed: a draft as text, the same text for ever."""

import dataclasses
import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.content.strategies import documents
from tests.register.desk import body, make_snapshot
from wagtail_qms.register.snapshot import Amendment, Snapshot

TEXTS = st.text('aĐộ \u0301\n"\\/<&\u200b\x00', max_size=8)
SNAPSHOTS = st.builds(
    Snapshot,
    kind=st.sampled_from(["procedure", "manual", "policy", "instruction", "form"]),
    title=TEXTS,
    code=TEXTS,
    content=documents,
    field_of_work=TEXTS,
    owner_unit=TEXTS,
    confidentiality=st.sampled_from(["public", "internal"]),
    planned_on=st.none() | st.dates(),
    decision_no=TEXTS,
    reason=TEXTS,
    summary=TEXTS,
    clauses=st.lists(st.sampled_from(["4.1", "7.5.3"]), max_size=2).map(tuple),
    amendments=st.lists(st.builds(Amendment, TEXTS, TEXTS, TEXTS), max_size=2).map(tuple),
    owner_code=TEXTS,
)
FULL = make_snapshot(
    field_of_work="Hộ tịch",
    owner_unit="Văn phòng",
    confidentiality="internal",
    planned_on=date(2026, 4, 1),
    decision_no="12/QĐ",
    reason="Luật mới",
    summary="Tóm tắt",
    clauses=("4.4", "7.5"),
    amendments=(Amendment("Mục 5", "Luật mẫu", "1"), Amendment("Mục 6")),
    owner_code="QT.00",
)


@settings(max_examples=60)
@given(SNAPSHOTS)
def test_nothing_is_lost_in_the_text(snapshot):
    again = Snapshot.from_text(snapshot.to_text())
    assert again == snapshot
    assert again.to_text() == snapshot.to_text()


def test_the_digests_of_today_are_those_of_all_days():
    # A signature holds for these bytes: a change here voids what was signed before.
    assert [make_snapshot().digest, FULL.digest] == [
        "30a10d1da048e7ac7bf0452b689d6b58588931af4d7a44c8de61eb46d1be72df",
        "2cdb71da615c2ec129ec3cdec87ea83cc5cb05c9f8c711fe245971b83164cbdb",
    ]


def test_the_text_is_canonical():
    assert make_snapshot(code="", content=body("á")).to_text() == (
        '{"confidentiality":"public","content":{"blocks":[{"runs":[{"text":"á"}],"type":"paragraph"}],'
        '"kind":"procedure","version":1},"kind":"procedure","title":"Quy trình mẫu","version":1}'
    )


@pytest.mark.parametrize("field", [f.name for f in dataclasses.fields(Snapshot)])
def test_every_field_counts_for_the_digest(field):
    others = {"content": body("Khác"), "planned_on": date(2026, 4, 2), "clauses": ("4.1",), "amendments": ()}
    assert dataclasses.replace(FULL, **{field: others.get(field, "khác")}).digest != FULL.digest


@pytest.mark.parametrize("change", [{"version": 2}, {"version": None}, {"version": "1"}, {"mới": 1}])
def test_an_unknown_version_or_field_is_refused(change):
    with pytest.raises(ValueError, match="version|field"):
        Snapshot.from_text(json.dumps(json.loads(FULL.to_text()) | change))


def test_a_policy_without_a_code_reads(desk):
    snapshot = make_snapshot(kind="policy", code="")
    edition = desk.issue(document=desk.another_document(kind="policy"), kind="policy", code="")
    edition.refresh_from_db()
    assert edition.parsed == snapshot
    assert edition.document.code_key == f"policy{edition.document_id}"

"""What is wrong with a document that only the other documents, the agency and its people show.

Messages name what was found. Nothing here stops a signature: what stops is in ``rules``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q

from wagtail_qms.content.code_citations import cited_codes
from wagtail_qms.content.form_codes import cited
from wagtail_qms.content.nodes import Source
from wagtail_qms.content.outline import fold
from wagtail_qms.content.passages import Passages, passages
from wagtail_qms.content.place_names import Named, named_places
from wagtail_qms.organisation.enums import Capacity
from wagtail_qms.organisation.models import Appointment
from wagtail_qms.organisation.queries import people_with
from wagtail_qms.problems import Level, Problem, gettext_noop
from wagtail_qms.register.codes import code_key
from wagtail_qms.register.enums import Kind, Provenance, SigningRole
from wagtail_qms.register.models import Document, Edition, SignOff
from wagtail_qms.register.snapshot import Snapshot

#: How many codes and documents are searched for at one look.
_SEARCHED = 20
_IN_OWN_NAME = (Capacity.OWN, Capacity.ON_BEHALF)
_PROVINCE = re.compile(r"\b(?:tỉnh|thành phố|tp)\b", re.IGNORECASE)
_DEPUTY = re.compile(r"\s*phó\b", re.IGNORECASE)


def document_problems(
    snapshot: Snapshot, *, agency, document: Document | None, today: date, drafts: frozenset[str] = frozenset()
) -> Iterator[Problem]:
    """Every problem of ``snapshot`` among the documents, units and names of ``agency``; at most eight queries.

    ``document`` is its identity, None before it has one; ``drafts`` are the keys of the codes of other drafts.
    """
    read = passages(snapshot.content)
    yield from _citation_problems(read, snapshot, agency, today, drafts)
    yield from _shared_code_problems(snapshot, agency, document)
    yield from _owner_problems(snapshot, agency, today)
    yield from _name_problems(read, snapshot, agency)
    yield from _source_problems(read, max(today, snapshot.planned_on or today))


def _citation_problems(read: Passages, snapshot: Snapshot, agency, today: date, drafts) -> Iterator[Problem]:
    """Procedures cited that the agency never issued, or that have ended (seed 004: cited, but not there)."""
    places = _cited(read)
    places.pop(code_key(snapshot.code), None)
    issued = _standing(agency, places, today)
    for key, (code, place) in places.items():
        if issued.get(key):
            continue
        params = {"code": code}
        if key in issued:
            message = gettext_noop("%(code)s is cited, but it has ended: cite what took its place.")
            yield Problem("cited_ended", Level.WARN, message, place, params)
        elif key in drafts:
            message = gettext_noop("%(code)s is cited, but it is still a draft: issue it first, or together.")
            yield Problem("cited_draft", Level.HINT, message, place, params)
        else:
            message = gettext_noop("%(code)s is cited, but the agency has no such document: check the code.")
            yield Problem("cited_unknown", Level.WARN, message, place, params)


def _cited(read: Passages) -> dict[str, tuple[str, str]]:
    """The codes cited, by key: as typed first, and where."""
    found: dict[str, tuple[str, str]] = {}
    for passage in read.all:
        for code in cited_codes(passage.text):
            found.setdefault(code_key(code), (" ".join(code.split()), read.place(passage.path)))
    return found


def _standing(agency, keys, today: date) -> dict[str, bool]:
    """The issued codes among ``keys``, each with whether an edition is in force or to come; two queries."""
    if not keys:
        return {}
    documents = Document.objects.filter(agency=agency, code_key__in=list(keys))
    known = dict.fromkeys(documents.values_list("code_key", flat=True), False)
    editions = Edition.objects.filter(document__in=documents).order_by()
    for alive in (editions.in_force(today), editions.to_come(today)) if known else ():
        known.update(dict.fromkeys(alive.values_list("document__code_key", flat=True), True))
    return known


def _shared_code_problems(snapshot: Snapshot, agency, document: Document | None) -> Iterator[Problem]:
    """The same code in another field of work (corpus: one code on two or three procedures)."""
    key = code_key(snapshot.code)
    others = Document.objects.filter(agency=agency, code_key=key).exclude(field_of_work=snapshot.field_of_work)
    message = gettext_noop("The code %(code)s is also that of a document in another field of work: %(other)s.")
    for other in others.exclude(pk=document.pk if document else None)[:3] if key else ():
        yield Problem("code.elsewhere", Level.WARN, message, "code", {"code": snapshot.code, "other": str(other)})


def _owner_problems(snapshot: Snapshot, agency, today: date) -> Iterator[Problem]:
    named = agency.units.filter(name=snapshot.owner_unit).select_related("successor")
    units = list(named) if snapshot.owner_unit else []
    if not units or any(unit.is_valid_on(today) for unit in units):
        return
    after = next((unit.successor.name for unit in units if unit.successor), "")
    params = {"unit": snapshot.owner_unit, "successor": after}
    message = gettext_noop("The owner unit “%(unit)s” has ended: choose the one that answers for the document now.")
    if after:
        message = gettext_noop("The owner unit “%(unit)s” has ended; its successor is “%(successor)s”.")
    yield Problem("owner_unit.ended", Level.WARN, message, "owner_unit", params)


def _name_problems(read: Passages, snapshot: Snapshot, agency) -> Iterator[Problem]:
    """Names of other agencies and places, as in what was copied from them (seeds 000, 002)."""
    found: dict[str, tuple[Named, str]] = {}
    for passage in read.all:
        for named in named_places(passage.text) if not isinstance(passage.node, Source) else ():
            found.setdefault(fold(named.words), (named, read.place(passage.path)))
    own = _own_names(read, snapshot, agency) if found else ""
    for named, place in found.values():
        if f"-{'-'.join(fold(named.name).split('-')[:2])}-" not in own:
            yield _foreign(named, place, agency)


def _foreign(named: Named, place: str, agency) -> Problem:
    params = {"words": named.words}
    if not named.is_agency:
        message = gettext_noop("“%(words)s” is another place than this agency's: check that it belongs here.")
        return Problem("other_place", Level.HINT, message, place, params)
    message = gettext_noop("“%(words)s” is neither this agency nor one above it: check that it is not copied.")
    # Nobody entered who stands above the agency: a province named may be its own.
    is_known = bool(agency.parent_body) or not _PROVINCE.search(named.words)
    return Problem("other_agency", Level.WARN if is_known else Level.HINT, message, place, params)


def _own_names(read: Passages, snapshot: Snapshot, agency) -> str:
    """Every name that belongs into the agency's documents, folded: its own, those around it, those of its sources."""
    family = [agency, *agency.predecessors.all(), *agency.successors.all()]
    names = [name for one in family for name in (one.name, one.parent_body, one.place_name)]
    sources = [passage.text for passage in read.of(Source)]
    bases = [amendment.basis for amendment in snapshot.amendments]
    return "-".join(f"-{fold(text)}-" for text in (*names, *sources, *bases))


def _source_problems(read: Passages, day: date) -> Iterator[Problem]:
    message = gettext_noop("%(source)s is dated %(dated)s, after the document takes effect: check the date.")
    for passage in read.of(Source):
        dated = _day(passage.node.issued_on)
        if dated and dated > day:
            params = {"source": passage.node.number or passage.node.title, "dated": f"{dated:%d/%m/%Y}"}
            yield Problem("source_to_come", Level.WARN, message, read.place(passage.path), params)


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def with_forms_elsewhere(
    found: list[Problem], *, agency, document: Document | None, today: date, drafts: frozenset[str] = frozenset()
) -> list[Problem]:
    """``found``, where what it says of forms is weighed anew beside the agency's other documents; two queries at most.

    A form cited but not listed is only a hint once another document in force brings it. A form listed without its
    blank stops, unless a form of this code is issued or drafted (seed 004: both the one and the other are missing).
    """
    codes = {p.params["code"] for p in found if p.code in ("form_not_listed", "form_without_file")} - {""}
    if not codes:
        return found
    others = Edition.objects.filter(document__agency=agency).exclude(document=document).in_force(today).order_by()
    forms = set(others.filter(kind=Kind.FORM).values_list("document__code_key", flat=True))
    issued = {code for code in codes if code_key(code) in forms}
    listed = issued | _listed(others, sorted(codes - issued))
    kept = issued | {code for code in codes if code_key(code) in drafts}
    return [_weighed(problem, listed, kept) for problem in found]


def _weighed(problem: Problem, listed: set[str], kept: set[str]) -> Problem:
    code = problem.params.get("code", "")
    if problem.code == "form_not_listed" and code in listed:
        message = gettext_noop("Form %(code)s belongs to another document: add it to the table of forms as well.")
        return replace(problem, code="form_elsewhere", level=Level.HINT, message=message)
    if problem.code == "form_without_file" and cited(code) and code not in kept:
        message = gettext_noop(
            "Form %(code)s is listed, but its blank is nowhere: add the file or a page of the form."
        )
        return replace(problem, code="form_nowhere", level=Level.BLOCK, message=message)
    return problem


def _listed(editions, codes: list[str]) -> set[str]:
    """Those of ``codes`` that stand in the table of forms of one of ``editions``."""
    # A form's code is stored as JSON without blanks, so the text itself can be searched.
    any_of = reduce(or_, (Q(snapshot__contains=_stored(code)) for code in codes[:_SEARCHED]), Q(pk=None))
    texts = "\n".join(editions.filter(any_of).values_list("snapshot", flat=True)[:_SEARCHED]) if codes else ""
    return {code for code in codes if _stored(code) in texts}


def _stored(code: str) -> str:
    return f'"code":{json.dumps(code, ensure_ascii=False)}'


def capacity_problems(agency, today: date) -> Iterator[tuple[Appointment, Problem]]:
    """Appointments whose holder approves as a deputy, yet not for the head (seed 000; decree 30/2020, "KT.")."""
    for post in people_with(agency, today, may_approve=True, capacity__in=_IN_OWN_NAME).order_by("pk"):
        if _DEPUTY.match(post.post):
            yield post, _deputy_problem(post.person_name, post.post)


def signed_capacity_problems(edition: Edition) -> Iterator[Problem]:
    """The same for whoever approved ``edition``, here or on paper; one query."""
    if edition.provenance == Provenance.PAPER:
        fields = ("name", "post", "capacity")
        signed = [tuple(row.get(name, "") for name in fields) for row in edition.paper_sign_offs]
        roles = [row.get("role") for row in edition.paper_sign_offs]
    else:
        rows = list(SignOff.objects.filter(document=edition.document_id, digest__in=edition.sign_off_digests))
        signed, roles = [(row.name, row.post, row.capacity) for row in rows], [row.role for row in rows]
    for role, (name, post, capacity) in zip(roles, signed, strict=True):
        if role == SigningRole.APPROVAL and capacity in _IN_OWN_NAME and _DEPUTY.match(post):
            yield _deputy_problem(name, post)


def _deputy_problem(name: str, post: str) -> Problem:
    message = gettext_noop(
        "%(name)s, %(post)s, approves without “KT.”: a deputy signs for the head. Mend the appointment."
    )
    return Problem("approver.capacity", Level.WARN, message, "capacity", {"name": name, "post": post})

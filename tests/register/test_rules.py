"""Every rule over every case: exactly these problems, in this order, and sentences without open places."""

import itertools
import re
from datetime import date, timedelta

import pytest

from tests.register.desk import codes
from wagtail_qms.problems import Level
from wagtail_qms.register import keeping_rules, rules
from wagtail_qms.register.codes import code_key

TODAY = date(2026, 3, 10)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
DRAFTER, REVIEWER, APPROVER, COAUTHOR = 1, 2, 3, 4
DRAFTED = {"drafting": DRAFTER}
REVIEWED = DRAFTED | {"review": REVIEWER}


def signing(role, person, signed=(), **fields):
    drafters = frozenset({DRAFTER, COAUTHOR})
    return rules.SigningCase(role=role, person=person, drafters=drafters, signed=dict(signed), **fields)


def issue_of(**fields):
    case = {
        "kind": "procedure",
        "title": "Quy trình",
        "code": "QT.01",
        "code_key": "qt01",
        "today": TODAY,
        "issued_on": TODAY,
    }
    return rules.IssueCase(**case | fields)


def withdrawal_of(**fields):
    case = {
        "today": TODAY,
        "withdrawn_on": TODAY,
        "decision_on": TODAY,
        "effective_on": date(2026, 1, 1),
        "is_secretary": True,
    }
    return keeping_rules.WithdrawalCase(**case | fields)


def expected_signing(role, person, signed, may_review, may_approve):
    """The signing rules said once more, as a table of conditions."""
    if role == "drafting":
        return []
    found = {
        "signing.changed": "drafting" not in signed,
        "signing.not_reviewed": role == "approval" and "drafting" in signed and "review" not in signed,
        "signing.is_drafter": person in (DRAFTER, COAUTHOR),
        "signing.is_reviewer": role == "approval" and signed.get("review") == person,
        "signing.may_not_review": role == "review" and not may_review,
        "signing.may_not_approve": role == "approval" and not may_approve,
    }
    return [code for code, holds in found.items() if holds]


@pytest.mark.parametrize("signed", [{}, DRAFTED, REVIEWED, {"review": REVIEWER}], ids=lambda s: "+".join(s) or "none")
@pytest.mark.parametrize("role", ["drafting", "review", "approval"])
def test_signing_over_all_people_and_appointments(role, signed):
    people = (DRAFTER, REVIEWER, APPROVER, COAUTHOR)
    for person, may_review, may_approve in itertools.product(people, (False, True), (False, True)):
        case = signing(role, person, signed, may_review=may_review, may_approve=may_approve)
        expected = expected_signing(role, person, signed, may_review, may_approve)
        assert codes(rules.signing_problems(case)) == expected, case


@pytest.mark.parametrize(
    ("case", "comment", "expected"),
    [
        (signing("review", REVIEWER, may_review=True), "Thiếu bước", []),
        (signing("review", REVIEWER, may_review=True), " ", ["signing.no_reason"]),
        (signing("review", DRAFTER, may_review=True), "Thiếu", ["signing.is_drafter"]),
        (signing("review", APPROVER), "", ["signing.may_not_review", "signing.no_reason"]),
        (signing("approval", REVIEWER, REVIEWED, may_approve=True), "Thiếu", ["signing.is_reviewer"]),
        (signing("approval", APPROVER, {}, may_approve=True), "Thiếu", []),
        (signing("drafting", DRAFTER), "Thiếu", ["signing.return_role"]),
    ],
)
def test_returning(case, comment, expected):
    assert codes(rules.returning_problems(case, comment)) == expected


ISSUES = [
    ({}, []),
    ({"planned_on": TOMORROW}, []),
    ({"planned_on": YESTERDAY}, ["date.effective_before_issued"]),
    ({"planned_on": YESTERDAY, "on_paper": True}, []),
    ({"issued_on": TOMORROW}, ["date.issued_in_future"]),
    ({"issued_on": YESTERDAY, "planned_on": YESTERDAY}, []),
    ({"title": "  "}, ["issue.no_title"]),
    ({"code": "", "code_key": ""}, ["code.missing"]),
    ({"code": "", "code_key": "", "kind": "policy"}, []),
    ({"code_taken_by": "QT.01 Quy trình khác"}, ["code.taken"]),
    ({"issued_code_key": "qt02", "number": 2, "last_number": 1}, ["code.changed"]),
    ({"issued_code_key": "qt01", "number": 2, "last_number": 1}, []),
    ({"number": 2}, ["issue.number"]),
    ({"number": 0}, ["issue.number"]),
    ({"number": 3, "last_number": 1}, ["issue.number"]),
    ({"number": 1, "last_number": 1}, ["issue.number"]),
    ({"number": 2, "on_paper": True}, []),
    ({"number": 0, "on_paper": True}, ["issue.number"]),
    ({"number": -1, "on_paper": True}, ["issue.number"]),
    ({"number": 4, "last_number": 2, "on_paper": True}, ["issue.number"]),
    ({"number": 3, "last_number": 2, "on_paper": True}, []),
    ({"predecessor_effective_on": YESTERDAY}, []),
    ({"predecessor_effective_on": TODAY}, ["date.not_after_predecessor"]),
    ({"predecessor_effective_on": TOMORROW}, ["date.not_after_predecessor"]),
    ({"predecessor_effective_on": TOMORROW, "planned_on": TOMORROW + timedelta(days=1)}, []),
    ({"predecessor_effective_on": date(2026, 1, 1), "predecessor_withdrawn_on": TODAY}, []),
    ({"predecessor_effective_on": date(2026, 1, 1), "predecessor_withdrawn_on": TOMORROW}, []),
    (
        {
            "predecessor_effective_on": date(2026, 1, 1),
            "predecessor_withdrawn_on": YESTERDAY,
            "issued_on": date(2026, 2, 1),
        },
        ["date.before_withdrawal"],
    ),
    ({"owner_is_withdrawn": True}, ["issue.owner_withdrawn"]),
    ({"agency_is_valid": False}, ["issue.agency_ended"]),
    (
        {"title": "", "code": "", "code_key": "", "planned_on": YESTERDAY, "number": 9, "owner_is_withdrawn": True},
        ["code.missing", "date.effective_before_issued", "issue.no_title", "issue.number", "issue.owner_withdrawn"],
    ),
]


@pytest.mark.parametrize(("fields", "expected"), ISSUES)
def test_issuing(fields, expected):
    assert codes(rules.issue_problems(issue_of(**fields))) == expected


WITHDRAWALS = [
    ({}, []),
    ({"withdrawn_on": TOMORROW}, []),
    ({"decision_on": YESTERDAY}, []),
    ({"is_secretary": False}, ["withdraw.who"]),
    ({"is_withdrawn": True}, ["withdraw.done"]),
    ({"is_superseded": True}, ["withdraw.superseded"]),
    ({"decision_on": TOMORROW}, ["withdraw.decision"]),
    ({"withdrawn_on": YESTERDAY}, ["withdraw.past"]),
    ({"effective_on": TODAY}, []),
    ({"effective_on": TOMORROW}, []),
    ({"effective_on": TOMORROW, "withdrawn_on": TOMORROW}, ["withdraw.first_day"]),
    ({"effective_on": TOMORROW, "withdrawn_on": TOMORROW + timedelta(days=1)}, []),
]


@pytest.mark.parametrize(("fields", "expected"), WITHDRAWALS)
def test_withdrawing(fields, expected):
    assert codes(keeping_rules.withdrawal_problems(withdrawal_of(**fields))) == expected


@pytest.mark.parametrize(
    ("is_secretary", "is_held", "hide", "expected"),
    [
        (True, False, True, []),
        (True, True, True, ["hold.done"]),
        (True, True, False, []),
        (True, False, False, ["hold.not_held"]),
        (False, False, True, ["hold.who"]),
        (False, True, True, ["hold.who", "hold.done"]),
        (False, True, False, ["hold.who"]),
        (False, False, False, ["hold.who", "hold.not_held"]),
    ],
)
def test_holding(is_secretary, is_held, hide, expected):
    found = keeping_rules.holding_problems(is_secretary=is_secretary, is_held=is_held, hide=hide)
    assert codes(found) == expected


def test_distributing_over_all_cases():
    for facts in itertools.product((False, True), repeat=4):
        secretary, receiver, internal, staff = facts
        expected = ["distribute.who"] * (not secretary) + ["distribute.nobody"] * (not receiver)
        expected += ["distribute.outside"] * (internal and not staff)
        found = keeping_rules.distribution_problems(
            is_secretary=secretary, has_receiver=receiver, is_internal=internal, is_staff=staff
        )
        assert codes(found) == expected, facts


def test_recalling_over_all_cases():
    for secretary, recalled, early in itertools.product((False, True), repeat=3):
        expected = ["distribute.who"] * (not secretary) + ["recall.done"] * recalled + ["recall.date"] * early
        found = keeping_rules.recall_problems(is_secretary=secretary, is_recalled=recalled, before_distribution=early)
        assert codes(found) == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (keeping_rules.restriction_problems(is_secretary=True), []),
        (keeping_rules.restriction_problems(is_secretary=False), ["restrict.who"]),
        (keeping_rules.acknowledgement_problems(is_staff=True), []),
        (keeping_rules.acknowledgement_problems(is_staff=False), ["acknowledge.who"]),
        (rules.paper_problems(is_secretary=True, is_approved_here=False), []),
        (rules.paper_problems(is_secretary=False, is_approved_here=True), ["paper.who", "paper.approved_here"]),
        (keeping_rules.reason_problems("Lộ số định danh"), []),
        (keeping_rules.reason_problems(" \n"), ["reason.missing"]),
        (keeping_rules.decision_problems("01/QĐ"), []),
        (keeping_rules.decision_problems(""), ["withdraw.no_decision"]),
        (rules.completeness_problems({"drafting": 1, "review": 2, "approval": 3}), []),
        (rules.completeness_problems({"drafting": 1, "review": 2}), ["issue.unsigned"]),
        (rules.completeness_problems({}), ["issue.unsigned"]),
        (rules.completeness_problems({"drafting": 1, "review": 2, "approval": 1}), ["issue.one_person"]),
        (rules.completeness_problems({"drafting": 1, "review": 2, "approval": 2}), ["issue.one_person"]),
    ],
)
def test_small_rules(found, expected):
    assert codes(found) == expected


def every_problem():
    for fields, _expected in ISSUES:
        yield from rules.issue_problems(issue_of(**fields))
    for fields, _expected in WITHDRAWALS:
        yield from keeping_rules.withdrawal_problems(withdrawal_of(**fields))


def test_every_sentence_has_its_places_filled_and_stops():
    for problem in every_problem():
        sentence = problem.message % problem.params
        assert set(re.findall(r"%\((\w+)\)s", problem.message)) == set(problem.params), problem
        assert "%" not in sentence
        assert problem.level == Level.BLOCK


def test_the_facts_stand_in_the_sentence():
    problem = next(rules.date_problems(issue_of(predecessor_effective_on=TOMORROW)))
    assert problem.params == {"previous": "11/03/2026"}
    problem = next(rules.code_problems(issue_of(code_taken_by="QT.01 Khác")))
    assert problem.params == {"code": "QT.01", "other": "QT.01 Khác"}
    problem = next(rules.issue_problems(issue_of(number=9, last_number=4)))
    assert problem.params == {"next": "05"}


@pytest.mark.parametrize(
    "code",
    [
        "QT.CTCL",
        "qt ctcl",
        "QT-CTCL",
        "Qt/CtCl",
        "QT_CTCL",
        "QT – CTCL",
        "QT−CTCL",
        "ＱＴ．ＣＴＣＬ",
        "QT\u200bCTCL\n",
        "QT\u2028CTCL",
    ],
)
def test_one_code_in_many_spellings(code):
    assert code_key(code) == "qtctcl"


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("BM.CTCL. 01", "bmctcl01"),
        ("bm/ctcl/01", "bmctcl01"),
        ("ĐG-01", "dg01"),
        ("đg 01", "dg01"),
        ("Hộ tịch 1", "hotich1"),
        ("Ho\u0323\u0302 ti\u0323ch 1", "hotich1"),
        ("QT+01", "qt+01"),
        ("", ""),
        (" . - / ", ""),
        ("ß" * 100, "s" * 100),
    ],
)
def test_keys_of_codes(code, key):
    assert code_key(code) == key


def test_different_codes_stay_different():
    assert len({code_key(code) for code in ("QT.01", "QT.10", "QT.1", "BM.01", "QT(01)")}) == 5

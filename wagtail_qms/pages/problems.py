"""What is wrong with a draft: in its content, its code and its dates."""

from __future__ import annotations

from wagtail_qms import clock
from wagtail_qms.content.problems import missing_file_problem
from wagtail_qms.content.problems import problems as content_problems
from wagtail_qms.pages.snapshots import missing_files
from wagtail_qms.problems import Level, Problem
from wagtail_qms.register import actions, rules
from wagtail_qms.register.snapshot import Snapshot


def draft_problems(page, snapshot: Snapshot, *, document, agency) -> list[Problem]:
    """Every problem of the draft ``page``, read as ``snapshot``, the worst first. ``document`` is None for a new one."""
    found = [*content_problems(snapshot.content), *map(missing_file_problem, missing_files(page))]
    if agency is None:
        found.append(rules.no_agency_problem())
    else:
        case = actions.issue_case(document=document, agency=agency, snapshot=snapshot, today=clock.today())
        found += rules.issue_problems(case)
    order = {Level.BLOCK: 0, Level.WARN: 1, Level.HINT: 2}
    return sorted(found, key=lambda problem: order[problem.level])

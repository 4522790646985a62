"""What is wrong with what people write into records. Plain Python."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wagtail_qms.content.outline import fold
from wagtail_qms.problems import Level, Problem, block, gettext_noop
from wagtail_qms.records.similarity import coverage, words_of

_GRAVE = re.compile(r"\b(?:nghiem-trong|loai-nang|muc-do-nang|diem-nang|loi-nang|kph-nang|phu-hop-nang)\b")
_LIGHT = re.compile(r"\b(?:diem-nhe|loai-nhe|loi-nhe|kph-nhe|phu-hop-nhe|muc-do-nhe)\b")
# Labels of the forms' boxes: alone, they say nothing.
_LABELS = re.compile(r"\b(?:nguyen-nhan|chu-quan|khach-quan|do|la|goc-re|truc-tiep|sau-xa|bien-phap|va|nhan-to)\b")
_SENTENCES = re.compile(r"[\n;]+|(?<=\w)[.](?=\s|$)")
_COVERED = 0.3


def says_grave(text: str) -> bool:
    """Whether ``text`` calls the nonconformity a major one ("nghiêm trọng")."""
    return bool(_GRAVE.search(fold(text)))


def grade_problems(text: str, grade: str, field: str = "title") -> Iterator[Problem]:
    """The text says one grade and the box another (seed 003: serious in the title, minor in the report)."""
    folded = fold(text)
    is_other = (grade != "major" and _GRAVE.search(folded)) or (grade == "major" and _LIGHT.search(folded))
    if is_other:
        message = gettext_noop("The text calls it by another grade than the one that is marked.")
        yield Problem("grade.differs", Level.WARN, message, field)


def cause_problems(text: str, field: str = "cause") -> Iterator[Problem]:
    """The cause is a label and no more (seed 003: "Chủ quan:")."""
    if not _LABELS.sub("", fold(text)).replace("-", ""):
        yield block(
            "cause.empty",
            gettext_noop("Say what caused it: whether it was subjective or objective is no cause yet."),
            field,
        )


def only_correction_problems(correction: str, corrective: str, field: str = "corrective_action") -> Iterator[Problem]:
    """What mends the case is told as what keeps it from coming back (seed 003)."""
    if not corrective.strip() or fold(corrective) == fold(correction):
        message = gettext_noop(
            "Only a correction is given: say what removes the cause, so that it does not come back."
        )
        yield Problem("corrective_action.missing", Level.WARN, message, field)


def added_fault_problems(text: str, found: str, field: str = "description") -> Iterator[Problem]:
    """A sentence of ``text`` that what was ``found`` says nothing of (seed 003: faults that the notes lack)."""
    whole = words_of(found)
    for sentence in filter(None, map(str.strip, _SENTENCES.split(text))):
        if coverage(words_of(sentence), whole) < _COVERED:
            message = gettext_noop("The finding does not say this: “%(sentence)s”.")
            yield Problem("finding.lacks", Level.WARN, message, field, {"sentence": sentence[:120]})

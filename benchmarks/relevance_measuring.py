"""The measures of ``relevance.py``, and how they are told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from relevance_asked import Engine, everybody
from relevance_data import Question, agency_documents, legal_articles

from wagtail_qms.search.analysis.letters import composed, unaccented

RECALL, RANK, NOTHING, ACCENTS, ARTICLES = 0.97, 0.90, 0.90, 0.03, 0.97


@dataclass(frozen=True)
class Result:
    """A question with the documents found, best first."""

    question: Question
    found: tuple[int, ...]

    @property
    def recall(self) -> float:
        """The share of the right documents among the first five, as far as five can hold them."""
        right = self.question.right
        return len(right & {*self.found[:5]}) / min(5, len(right))

    @property
    def rank(self) -> float:
        """One over the place of the first right document among the first ten."""
        places = (place for place, key in enumerate(self.found[:10], 1) if key in self.question.right)
        return 1 / next(places, float("inf"))


def agency(shared: Path, *, say_wrong: bool) -> Iterator[str]:
    """Ask the questions of the project; gives the goals that are missed."""
    entries, questions = agency_documents(shared)
    passages = sum(len(entry.passages) for entry in entries)
    print(f"\n(a) {len(entries)} documents, {passages:,} passages, {len(questions)} questions", flush=True)
    for one in everybody():
        one.fill(entries)
        results = [Result(question, tuple(one.ask(question.typed))) for question in questions]
        plain = [Result(question, tuple(one.ask(_plain(question.typed)))) for question in questions]
        missed = _say_agency(one.name, results, plain)
        if isinstance(one, Engine):
            yield from missed
            _say_kinds(results)
            if say_wrong:
                _say_wrong(results, {entry.document_id: f"{entry.code} {entry.title[:30]}" for entry in entries})


def _plain(typed: str) -> str:
    return unaccented(composed(typed).lower())


def _say_agency(name: str, results: list[Result], plain: list[Result]) -> list[str]:
    missed = []
    for half, is_in in _halves():
        answered = [one for one in results if one.question.right and is_in(one)]
        unaccented = [one for one in plain if one.question.right and is_in(one)]
        none = [one for one in results if not one.question.right and is_in(one)]
        recall, rank, plain_rank = _mean(answered, "recall"), _mean(answered, "rank"), _mean(unaccented, "rank")
        nothing = sum(not one.found for one in none) / len(none)
        told = (
            f"recall@5 {recall:.3f}  MRR@10 {rank:.3f}  unaccented {_mean(unaccented, 'recall'):.3f} {plain_rank:.3f}"
        )
        print(f"  {name:<14} {half:<9} {told}  nothing {nothing:.3f}", flush=True)
        if half == "all":
            goals = {"recall@5": recall >= RECALL, "MRR@10": rank >= RANK, "nothing": nothing >= NOTHING}
            goals["unaccented"] = abs(rank - plain_rank) <= ACCENTS
            missed = [f"(a) {name}: {goal}" for goal, is_met in goals.items() if not is_met]
    return missed


def _say_kinds(results: list[Result]) -> None:
    kinds = defaultdict(list)
    for one in results:
        kinds[one.question.kind].append(one)
    parts = (
        f"{kind} {_mean(found, 'recall'):.2f}/{_mean(found, 'rank'):.2f}"
        for kind, found in kinds.items()
        if kind != "nothing"
    )
    print(f"    by kind, recall/MRR: {', '.join(parts)}")


def _say_wrong(results: list[Result], names: dict[int, str]) -> None:
    for one in results:
        is_right = one.rank == one.recall == 1 if one.question.right else not one.found
        if not is_right and not one.question.is_held_out:
            found = "; ".join(names[key] for key in one.found[:4])
            print(f"    {one.question.kind}: {one.question.typed} → {found or 'nothing'}")


def law(shared: Path) -> Iterator[str]:
    """Ask the questions of ALQAC; gives the goals that are missed."""
    entries, questions = legal_articles(shared)
    print(f"\n(b) {len(entries)} articles of laws, {len(questions)} questions", flush=True)
    for one in everybody():
        one.fill(entries)
        results = [Result(question, tuple(one.ask(question.typed))) for question in questions]
        plain = _mean([Result(question, tuple(one.ask(_plain(question.typed)))) for question in questions], "rank")
        for half, is_in in _halves():
            part = [result for result in results if is_in(result)]
            first = sum(result.rank == 1 for result in part) / len(part)
            ten = sum(result.rank > 0 for result in part) / len(part)
            print(
                f"  {one.name:<14} {half:<9} MRR@10 {_mean(part, 'rank'):.3f}  P@1 {first:.3f}  R@10 {ten:.3f}",
                flush=True,
            )
        print(f"  {one.name:<14} without accents MRR@10 {plain:.3f}")
        if isinstance(one, Engine) and _mean(results, "rank") < ARTICLES:
            yield f"(b) {one.name}: MRR@10"


def _halves() -> tuple[tuple[str, Callable[[Result], bool]], ...]:
    return (
        ("tuned on", lambda one: not one.question.is_held_out),
        ("held out", lambda one: one.question.is_held_out),
        ("all", lambda one: True),
    )


def _mean(results: list[Result], measure: str) -> float:
    return sum(getattr(one, measure) for one in results) / max(1, len(results))

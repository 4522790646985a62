"""The words around a document's own words: column headings and names of parts, by key.

The English here is the source; whoever shows a document passes a ``label(key)`` that translates it.
"""

from __future__ import annotations


def _(words: str) -> str:
    """Marks words for translation; nothing here knows Django."""
    return words


LABELS: dict[str, str] = {
    "row.number": _("No."),
    "steps.caption": _("Steps"),
    "step.number": _("No."),
    "step.activity": _("Activity"),
    "step.responsible": _("Responsible"),
    "step.requirement": _("Requirement"),
    "step.forms": _("Form"),
    "step.times": _("Time"),
    "step.level": _("Level"),
    "step.heading": _("Heading row"),
    "case.case": _("Case"),
    "case.value": _("Time"),
    "forms.caption": _("Forms"),
    "form.code": _("Form code"),
    "form.name": _("Form name"),
    "form.file": _("Blank form"),
    "records.caption": _("Records kept"),
    "record.name": _("Record"),
    "record.keeper": _("Kept by"),
    "record.place": _("Kept at"),
    "record.retention": _("Kept for"),
    "record.basis": _("Basis"),
    "definitions.caption": _("Terms and abbreviations"),
    "definition.term": _("Term or abbreviation"),
    "definition.meaning": _("Meaning"),
    "definition.abbreviation": _("Abbreviation"),
    "sources.caption": _("References"),
    "legal_bases.caption": _("Legal bases"),
    "source.kind": _("Kind"),
    "source.number": _("Number"),
    "source.title": _("Title"),
    "source.year": _("Year"),
    "source.issued_on": _("Issued on"),
    "source.issuer": _("Issuer"),
    "dossier.caption": _("What to bring"),
    "dossier.sets": _("Number of sets"),
    "time_limits.caption": _("Time limit"),
    "clauses.caption": _("Clauses met"),
    "clause.clause": _("Clause"),
    "clause.how": _("How it is met"),
    "clause.documents": _("Related documents"),
    "exclusions.caption": _("Clauses that do not apply"),
    "exclusion.clause": _("Clause"),
    "exclusion.reason": _("Reason"),
    "motto.caption": _("Motto"),
    "image.alt": _("Text alternative"),
    "image.caption": _("Caption"),
    "table.caption": _("Table"),
    "section.number": _("Number"),
    "section.title": _("Title"),
    "section.role": _("What it is for"),
    "section.clauses": _("Clauses of the standard"),
    "section.documents": _("Related documents"),
    "role.purpose": _("Purpose"),
    "role.scope": _("Scope"),
    "role.references": _("References"),
    "role.definitions": _("Definitions and abbreviations"),
    "role.content": _("Content"),
    "role.forms": _("Forms"),
    "role.records": _("Records kept"),
    "role.appendix": _("Appendix"),
    "fact.applicant": _("Who may apply"),
    "fact.deciding_body": _("Deciding body"),
    "fact.performing_body": _("Performing body"),
    "fact.coordinating_body": _("Coordinating body"),
    "fact.place": _("Where"),
    "fact.method": _("How to apply"),
    "fact.result": _("Result"),
    "fact.fees": _("Fees"),
    "fact.application_forms": _("Application forms"),
    "fact.conditions": _("Conditions"),
    "fact.note": _("Note"),
    "source_kind.law": _("Law"),
    "source_kind.ordinance": _("Ordinance"),
    "source_kind.decree": _("Decree"),
    "source_kind.circular": _("Circular"),
    "source_kind.joint_circular": _("Joint circular"),
    "source_kind.resolution": _("Resolution"),
    "source_kind.decision": _("Decision"),
    "source_kind.directive": _("Directive"),
    "source_kind.dispatch": _("Official dispatch"),
    "source_kind.standard": _("Standard"),
    "source_kind.internal": _("Document of the agency"),
    "source_kind.other": _("Other"),
}


def english(key: str) -> str:
    """The English words of a key; the key's last part when it has none."""
    return LABELS.get(key) or key.rpartition(".")[2]

"""The closed sets of words that nodes use: marks, roles of sections, kinds of parts, sources and documents."""

MARKS = ("bold", "italic", "underline", "superscript", "subscript")

#: What a section is for. "" is any other section. Order is the order on paper
#: (contents of seeds 002 and 004; corpus adds nothing).
SECTION_ROLES = (
    "",
    "purpose",
    "scope",
    "references",
    "definitions",
    "content",
    "forms",
    "records",
    "appendix",
)

#: The labelled parts of an administrative procedure (TTHC, circular 02/2017/TT-VPCP; corpus 5.a to 5.k)
#: that are running text. Dossier, time limits and legal bases have nodes of their own.
FACT_KINDS = (
    "applicant",
    "deciding_body",
    "performing_body",
    "coordinating_body",
    "place",
    "method",
    "result",
    "fees",
    "application_forms",
    "conditions",
    "note",
)

#: Kinds of a source that a document cites.
SOURCE_KINDS = (
    "law",
    "ordinance",
    "decree",
    "circular",
    "joint_circular",
    "resolution",
    "decision",
    "directive",
    "dispatch",
    "standard",
    "internal",
    "other",
)

#: The kinds of controlled document.
DOCUMENT_KINDS = ("manual", "policy", "procedure", "instruction", "form")

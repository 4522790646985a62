"""Writes a document as a Word file in the layout of its paper: header table, sign-offs, contents, amendments, body."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ..content.nodes import Document, Motto
from .out import front, styles
from .out.body import body
from .out.contents import contents
from .out.front import Face
from .out.lists import numbering
from .out.ooxml import HEAD, NAMESPACES, attribute, clean, element, mm, paragraph
from .out.parts import Parts, Relations, part_type, reference, zipped

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

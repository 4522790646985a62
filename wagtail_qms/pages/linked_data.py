"""What machines read of a document: schema.org as JSON-LD."""

from __future__ import annotations

import json

from django.utils.safestring import SafeString, mark_safe

from wagtail_qms.pages.parts import Parts
from wagtail_qms.register.models import Edition

# Inside <script> these would end it or start a comment; in JSON they mean the same when escaped.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def linked_data(edition: Edition, parts: Parts, url: str) -> SafeString:
    """``edition`` as data for a ``<script type="application/ld+json">``: a public service, or else a document."""
    agency = {"@type": "GovernmentOrganization", "name": edition.document.agency.name}
    data = {
        "@context": "https://schema.org",
        "@type": "GovernmentService" if parts.is_service else "DigitalDocument",
        "name": edition.title,
        "identifier": edition.code,
        "description": parts.description,
        "url": url,
    }
    if parts.is_service:
        data |= {"provider": agency, "serviceType": edition.field_of_work or edition.get_kind_display()}
    else:
        data |= {"publisher": agency, "inLanguage": "vi", "version": edition.number_text}
        data |= {"datePublished": edition.issued_on.isoformat(), "encodingFormat": "text/html"}
    text = json.dumps({name: value for name, value in data.items() if value}, ensure_ascii=False)
    return mark_safe(text.translate(_ESCAPES))

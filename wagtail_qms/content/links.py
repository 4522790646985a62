"""Which links a document may carry: a closed list of schemes, so that no script hides in one."""

from __future__ import annotations

import re

#: "page:3" and "document:3" are links into the site, resolved by whoever shows the document.
INTERNAL = re.compile(r"(page|document):([\w-]{1,64})", re.ASCII)

_SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
# Browsers drop these inside an address, so that "java\tscript:" runs.
_IGNORED_BY_BROWSERS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2060\ufeff\ud800-\udfff]")
_SCHEME = re.compile(r"([^/?#:]*):")


def safe_href(href: str) -> str:
    """The address when it may be followed (http, https, mailto, tel, relative, #, page:N, document:N), else ""."""
    bare = _IGNORED_BY_BROWSERS.sub("", href).strip().replace(" ", "%20")
    if INTERNAL.fullmatch(bare):
        return bare
    scheme = _SCHEME.match(bare)
    if scheme and scheme.group(1).lower() not in _SAFE_SCHEMES:
        return ""
    return bare


def is_internal(href: str) -> bool:
    """Whether the address names a page or a document of the site rather than a web address."""
    return INTERNAL.fullmatch(href) is not None

"""What a person has chosen, typed and brought in, kept in their session until they are through."""

from __future__ import annotations

_KEY = "wagtail_qms_import"


class Desk:
    """The desk of whoever is signed in. All that lies on it is plain data."""

    def __init__(self, session):
        self._session = session

    @property
    def list_id(self) -> int | None:
        """The document list that the upload was for."""
        return self._on_it.get("index")

    @property
    def field(self) -> str:
        """The field of work that was given for all files."""
        return self._on_it.get("field", "")

    def choose(self, list_id: int, field: str):
        """Files go into that list, of that field of work."""
        self._put(index=list_id, field=field)

    @property
    def typed(self) -> dict[str, dict]:
        """By the prefix of a document's form: what was typed over what the file says."""
        return self._on_it.get("typed", {})

    def keep_typed(self, typed: dict[str, dict]):
        """Keep what is typed now, so that no way away from the page and back loses it."""
        self._put(typed=typed)

    @property
    def done(self) -> list[dict]:
        """The documents that were brought in last."""
        return self._on_it.get("done", [])

    def put_done(self, rows: list[dict]):
        """Show ``rows`` as what was brought in last."""
        self._put(done=rows)

    @property
    def _on_it(self) -> dict:
        return self._session.get(_KEY) or {}

    def _put(self, **said):
        self._session[_KEY] = self._on_it | said

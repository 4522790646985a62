"""The index behind its alias: made from a template, filled out of sight, put in place of the old one in one step."""

from __future__ import annotations

import re
import secrets
from datetime import UTC, datetime, timedelta

from wagtail_qms.search.analysis.indexing import VERSION
from wagtail_qms.search.engines.elasticsearch.connection import ask, question, setting
from wagtail_qms.search.engines.elasticsearch.package import dsl
from wagtail_qms.search.engines.elasticsearch.rows import LAYOUT, Row

_BUILDING = "-building"
_STAMP = "%Y%m%d%H%M%S"
# Builds that are older and in no alias were cut off.
_LEFT_OVER = timedelta(hours=12)


def alias() -> str:
    """The name under which the index answers. It names layout and analysis: an index of another kind is not found."""
    return f"{setting('INDEX_PREFIX')}-{LAYOUT}-{VERSION}"


def _building() -> str:
    """The name of those that are being filled: changes go there too."""
    return alias() + _BUILDING


def written() -> list[str]:
    """The indexes that take changes: the one that answers, and those that are being filled. None needs none."""
    known = question(lambda client: client.indices.get_alias(name=f"{alias()}*"))
    return [index for index, each in known.items() if each["aliases"].keys() & {alias(), _building()}]


def create() -> str:
    """A new, empty index that takes changes and is asked nothing; its name. It refreshes when it is whole."""
    name = f"{alias()}-{datetime.now(UTC).strftime(_STAMP)}-{secrets.token_hex(3)}"
    _put_template()
    filling = {"refresh_interval": "-1", "number_of_replicas": 0}
    aliases = {_building(): {}}
    ask(lambda client: client.indices.create(index=name, settings=filling, aliases=aliases), _seconds())
    return name


def _put_template() -> None:
    index = dsl.Index(f"{alias()}-*")
    index.settings(number_of_shards=setting("SHARDS"), number_of_replicas=setting("REPLICAS"))
    index.document(Row)
    template = index.as_composable_template(alias(), priority=200).to_dict()
    # A write to an index that was lost must not bring it back to life.
    closed = {**template, "allow_auto_create": False}
    ask(lambda client: client.indices.put_index_template(name=alias(), **closed), _seconds())


def switch(name: str) -> None:
    """Let the index ``name`` answer in place of those that did, in one step; then those go."""
    lasting = {"refresh_interval": None, "number_of_replicas": setting("REPLICAS")}
    ask(lambda client: client.indices.put_settings(index=name, settings=lasting), _seconds())
    ask(lambda client: client.indices.refresh(index=name), _seconds())
    ours = ask(lambda client: client.indices.get_alias(index=f"{setting('INDEX_PREFIX')}-*"), _seconds())
    old = [index for index, known in ours.items() if index != name and _is_done_with(index, known["aliases"])]
    actions = [{"add": {"index": name, "alias": alias()}}, {"remove": {"index": name, "alias": _building()}}]
    actions += [{"remove": {"index": index, "alias": each}} for index in old for each in ours[index]["aliases"]]
    ask(lambda client: client.indices.update_aliases(actions=actions), _seconds())
    for index in old:
        drop(index)


def _is_done_with(index: str, aliases: dict) -> bool:
    # Another site's prefix may begin with ours.
    found = re.fullmatch(rf"{re.escape(setting('INDEX_PREFIX'))}-\d+-\d+-(\d{{14}})-[0-9a-f]{{6}}", index)
    if not found:
        return False
    made = datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC)
    return any(not name.endswith(_BUILDING) for name in aliases) or made < datetime.now(UTC) - _LEFT_OVER


def drop(name: str) -> None:
    """Remove an index that answers no more, or did not get so far."""
    ask(lambda client: client.indices.delete(index=name, ignore_unavailable=True), _seconds())


def is_there() -> bool:
    """Whether an index of the present layout and analysis answers. Only a whole one ever does."""
    return bool(question(lambda client: client.indices.exists_alias(name=alias())))


def _seconds() -> float:
    return setting("REBUILD_SECONDS")

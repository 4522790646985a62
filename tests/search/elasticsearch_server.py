"""Fixtures with a real Elasticsearch. Where none can be had, tests that ask for one are skipped with the reason.

``scripts/elasticsearch -- pytest ...`` gives them a server; without that they start one. With
QMS_ELASTICSEARCH_REQUIRED in the environment they fail where they would be skipped.
"""

from __future__ import annotations

import os

import pytest

from scripts.elasticsearch_installation import UnobtainableError
from scripts.elasticsearch_node import Node
from wagtail_qms.search.engines.elasticsearch import connection
from wagtail_qms.search.engines.elasticsearch.engine import ElasticsearchEngine

# One for each process that runs tests at the same time; docs/elasticsearch.md lets a key have names that begin so.
PREFIX = f"wagtail-qms-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


def unobtainable(reason: str):
    """Skip, or fail where Elasticsearch has to be there."""
    if os.environ.get("QMS_ELASTICSEARCH_REQUIRED"):
        pytest.fail(f"No Elasticsearch: {reason}")
    pytest.skip(f"No Elasticsearch: {reason}")


@pytest.fixture(scope="session")
def node():
    """A server of this process's own, that a test may stop, freeze and wipe if it leaves it running."""
    try:
        started = Node().__enter__()
    except UnobtainableError as error:
        unobtainable(str(error))
    yield started
    started.close()


@pytest.fixture(scope="session")
def server(request):
    """How to reach a server that nobody stops: ``WAGTAIL_QMS["SEARCH"]["ELASTICSEARCH"]``."""
    told = {name: os.environ.get(f"QMS_ELASTICSEARCH_{name}") for name in ("URL", "CA", "API_KEY")}
    if told["URL"]:
        return {"HOSTS": [told["URL"]], "CA_CERTS": told["CA"], "API_KEY": told["API_KEY"]}
    return {"HOSTS": [request.getfixturevalue("node").url]}


@pytest.fixture
def cluster(server, settings):
    """A server with nothing in it that the site has chosen. A busy machine is no failure: it may take its time."""
    choose(settings, {**server, "WRITE_SECONDS": 60}, seconds=20)
    empty()
    return server


def choose(settings, told: dict, **search) -> None:
    """Let the site choose Elasticsearch at ``told``; ``seconds`` among ``search`` is the time it has to answer."""
    chosen = {"ENGINE": "elasticsearch", "ELASTICSEARCH": {"REPLICAS": 0, "INDEX_PREFIX": PREFIX, **told}}
    chosen |= {name.upper(): value for name, value in search.items()}
    settings.WAGTAIL_QMS = {**settings.WAGTAIL_QMS, "SEARCH": chosen}


@pytest.fixture
def elasticsearch(cluster):
    """An engine with nothing in its index."""
    return ElasticsearchEngine()


def empty():
    """Take away what an earlier test left."""
    client = connection.client()
    for name in client.indices.get(index=f"{PREFIX}-*", features="aliases"):
        client.indices.delete(index=name)

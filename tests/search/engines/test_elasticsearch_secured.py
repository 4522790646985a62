"""Elasticsearch with security on: TLS under a CA of its own, and a key that may do what a site needs and no more."""

import pytest

from tests.search.elasticsearch_server import PREFIX, choose
from tests.search.made_up import PUBLIC, change, entry
from wagtail_qms.search.analysis.query import analyse_query
from wagtail_qms.search.engines.elasticsearch.connection import client
from wagtail_qms.search.engines.elasticsearch.engine import ElasticsearchEngine
from wagtail_qms.search.engines.elasticsearch.package import elasticsearch
from wagtail_qms.search.interface import EngineUnavailableError


@pytest.fixture
def secured(cluster):
    """How to reach a server that asks who comes."""
    if not cluster.get("CA_CERTS"):
        pytest.skip("this server has no security: scripts/elasticsearch --secure")
    return cluster


def numbers(engine):
    """The documents that are found."""
    return [one.head.document_id for one in engine.find(analyse_query("biên bản"), PUBLIC, limit=5).passages]


def refused(settings, told) -> str:
    """Why the engine gives up when it is told so."""
    choose(settings, told, seconds=20)
    with pytest.raises(EngineUnavailableError) as caught:
        ElasticsearchEngine().find(analyse_query("biên bản"), PUBLIC, limit=5)
    return str(caught.value)


def test_the_key_is_enough_for_all_that_the_engine_does(secured):
    engine = ElasticsearchEngine()
    for _time in range(2):
        engine.rebuild([change(entry(1, "biên bản"))])
    engine.apply([change(entry(2, "biên bản"))])
    assert sorted(numbers(engine)) == [1, 2]
    assert engine.is_whole()
    assert engine.begin("qu", PUBLIC, limit=5) == ("Quy trình",)
    assert engine.near(["bienn"])["bienn"] == (("bien", 2),)


def test_the_key_is_not_enough_for_more(secured):
    for name in ("portal", "wagtail"):
        with pytest.raises(elasticsearch.AuthorizationException):
            client().indices.create(index=name)
    with pytest.raises(elasticsearch.AuthorizationException):
        client().security.create_api_key(name="another")


@pytest.mark.parametrize("key", [None, "bm9ib2R5Om5vdGhpbmc="])
def test_without_the_key_there_is_no_answer(secured, settings, key):
    assert "AuthenticationException(401" in refused(settings, {**secured, "API_KEY": key})


def test_a_server_that_nobody_vouches_for_is_not_asked(secured, settings):
    assert "CERTIFICATE_VERIFY_FAILED" in refused(settings, {**secured, "CA_CERTS": None})


def test_a_server_that_wants_tls_is_not_asked_without(secured, settings):
    plain = {"HOSTS": [secured["HOSTS"][0].replace("https", "http")], "API_KEY": secured["API_KEY"]}
    assert "Elasticsearch" in refused(settings, plain)


def test_the_reason_names_no_secret(secured, settings):
    assert secured["API_KEY"] not in refused(settings, {**secured, "INDEX_PREFIX": f"{PREFIX}-nowhere"})
    assert "bm9ib2R5" not in refused(settings, {**secured, "API_KEY": "bm9ib2R5Om5vdGhpbmc="})

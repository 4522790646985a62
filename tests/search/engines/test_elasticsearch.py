"""Elasticsearch as a search engine: the contract, on a real server."""

import pytest

from scripts.elasticsearch_node import free_ports
from tests.search.contract import EngineContract
from tests.search.contract_changes import Changing
from tests.search.elasticsearch_server import PREFIX, choose
from tests.search.made_up import PUBLIC, change, entry
from wagtail_qms.search.analysis.query import analyse_query
from wagtail_qms.search.engines.elasticsearch.connection import client
from wagtail_qms.search.engines.elasticsearch.engine import ElasticsearchEngine
from wagtail_qms.search.engines.elasticsearch.indexes import alias


class TestElasticsearchEngine(EngineContract):
    @pytest.fixture
    def engine(self, elasticsearch):
        return elasticsearch


class TestElasticsearchEngineWithShards(Changing):
    """An index in several parts."""

    @pytest.fixture
    def engine(self, cluster, settings):
        choose(settings, {**cluster, "SHARDS": 3, "WRITE_SECONDS": 60}, seconds=20)
        return ElasticsearchEngine()

    def test_words_are_as_rare_as_they_are_in_all_parts_together(self, engine):
        self.fill(engine, *(entry(n, "biên bản họp") for n in range(1, 30)), entry(40, "biên lai họp"))
        found = self.find(engine, "biên bản lai", limit=50)
        assert found.passages[0].head.document_id == 40
        assert len({round(one.score, 4) for one in found.passages[1:]}) == 1
        assert found.statistics.frequencies["lai"] == 1
        assert engine.near(["laii"])["laii"] == (("lai", 1),)


def numbers(engine):
    return [one.head.document_id for one in engine.find(analyse_query("biên bản"), PUBLIC, limit=5).passages]


def test_settings_of_the_cluster_are_passed_through(cluster, settings):
    choose(settings, {**cluster, "SHARDS": 2, "REPLICAS": 1, "OPTIONS": {"http_compress": True}}, seconds=20)
    engine = ElasticsearchEngine()
    engine.rebuild([change(entry(1, "biên bản"))])
    (index,) = client().indices.get_settings(index=alias()).values()
    told = index["settings"]["index"]
    assert (told["number_of_shards"], told["number_of_replicas"]) == ("2", "1")
    assert "refresh_interval" not in told
    assert numbers(engine) == [1]
    assert engine.megabytes() > 0


def test_another_node_is_asked_when_one_refuses(cluster, settings):
    (port,) = free_ports(1)
    scheme = cluster["HOSTS"][0].partition(":")[0]
    choose(settings, {**cluster, "HOSTS": [f"{scheme}://127.0.0.1:{port}", *cluster["HOSTS"]]}, seconds=20)
    engine = ElasticsearchEngine()
    engine.rebuild([change(entry(1, "biên bản"))])
    assert [numbers(engine) for _time in range(4)] == [[1]] * 4


def test_two_sites_on_one_cluster_do_not_touch_each_other(cluster, settings):
    engine = ElasticsearchEngine()
    sites = [{**cluster, "INDEX_PREFIX": prefix} for prefix in (f"{PREFIX}-a", f"{PREFIX}-a-b")]
    for _time in range(2):
        for number, told in enumerate(sites, 1):
            choose(settings, told, seconds=20)
            engine.rebuild([change(entry(number, "biên bản"))])
    for number, told in enumerate(sites, 1):
        choose(settings, told, seconds=20)
        assert numbers(engine) == [number]

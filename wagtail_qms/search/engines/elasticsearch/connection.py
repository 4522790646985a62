"""The cluster's address and settings, and one way to ask it: within a time, with one exception for all that fails."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured

from wagtail_qms import conf
from wagtail_qms.search import patience
from wagtail_qms.search.engines.elasticsearch.package import elasticsearch
from wagtail_qms.search.interface import EngineUnavailableError

Answer = TypeVar("Answer")

DEFAULTS = {
    # Addresses of the cluster's nodes; the next is asked when one refuses.
    "HOSTS": [],
    "API_KEY": None,
    # The file of the CA that signed the nodes' certificates.
    "CA_CERTS": None,
    # Names of indexes, alias and template begin so.
    "INDEX_PREFIX": "wagtail-qms",
    "SHARDS": 1,
    "REPLICAS": 1,
    # Seconds that a worker waits for one request: a change of a few documents, a step of a rebuild.
    "WRITE_SECONDS": 10,
    "REBUILD_SECONDS": 60,
    # More arguments for elasticsearch.Elasticsearch.
    "OPTIONS": {},
}
# Threads that wait for the cluster. When all of them wait in vain, nobody else waits for it.
_WAITING = 8

_clients: dict[tuple[int, str], elasticsearch.Elasticsearch] = {}


def setting(name: str):
    """The value of ``WAGTAIL_QMS["SEARCH"]["ELASTICSEARCH"][name]``. KeyError for a name that does not exist."""
    return conf.search("ELASTICSEARCH").get(name, DEFAULTS[name])


def check() -> None:
    """ImproperlyConfigured where the site does not say where its cluster is."""
    if not setting("HOSTS"):
        raise ImproperlyConfigured(
            'Set WAGTAIL_QMS["SEARCH"]["ELASTICSEARCH"]["HOSTS"] to the addresses of the nodes.'
        )


def ask(call: Callable[[elasticsearch.Elasticsearch], Answer], seconds: float, *, more: float = 0.0) -> Answer:
    """What ``call`` gets from the cluster within ``seconds``, or what patience is left, and ``more`` seconds.

    EngineUnavailableError when the cluster is away, too slow, or refuses.
    """
    left = patience.left(seconds)
    if not left:
        raise EngineUnavailableError("Elasticsearch: too slow")
    bound = left + more
    # The client's own timeout is for each read; an answer that trickles in could take for ever.
    waiting = _waiting(os.getpid()).submit(call, client().options(request_timeout=bound))
    try:
        with patience.waiting():
            return waiting.result(bound)
    except TimeoutError as error:
        waiting.cancel()
        raise EngineUnavailableError(f"Elasticsearch: no answer in {bound:.1f} s") from error
    except elasticsearch.ApiError as error:
        raise EngineUnavailableError(f"Elasticsearch: {error}") from error
    except elasticsearch.TransportError as error:
        raise EngineUnavailableError(f"Elasticsearch: {error.message}") from error


def question(call: Callable[[elasticsearch.Elasticsearch], Answer]) -> Answer:
    """The same within the time after which the database answers in the engine's place."""
    return ask(call, conf.search("SECONDS"))


def client() -> elasticsearch.Elasticsearch:
    """The client of this process for the settings as they are now."""
    options = {
        "hosts": setting("HOSTS"),
        "api_key": setting("API_KEY"),
        "ca_certs": setting("CA_CERTS") and str(setting("CA_CERTS")),
        # Another node is asked when one refuses, none when one is slow: the time is over then.
        "max_retries": len(setting("HOSTS")) - 1,
        "retry_on_timeout": False,
        **setting("OPTIONS"),
    }
    # Connections and threads do not outlive a fork, hence the process in the key.
    key = (os.getpid(), repr(options))
    if key not in _clients:
        _clients[key] = elasticsearch.Elasticsearch(
            **{name: each for name, each in options.items() if each is not None}
        )
    return _clients[key]


@lru_cache(maxsize=2)
def _waiting(process: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_WAITING, thread_name_prefix="wagtail-qms-elasticsearch")

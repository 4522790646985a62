"""The same paper is read once for all tests: what comes of it depends on its bytes alone."""

from functools import lru_cache

import pytest

from wagtail_qms.importing import reading


@pytest.fixture(scope="package", autouse=True)
def readings_remembered():
    """The reader itself, with a memory."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_asked", lru_cache(maxsize=200)(reading._asked))
        yield

"""A bureau for each test."""

import pytest

from tests.factories.records import make_bureau


@pytest.fixture
def bureau(db):
    """An agency where every step has somebody to take it."""
    return make_bureau()

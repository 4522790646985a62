"""An office with a draft that waits for its review."""

import pytest

from tests.factories import make_office


@pytest.fixture
def office(home):
    """An agency with one person a part."""
    return make_office(home)

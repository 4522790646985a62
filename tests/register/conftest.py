"""A register desk for each test."""

import pytest

from tests.register.desk import make_desk


@pytest.fixture
def desk(db):
    """An agency with its people and one document."""
    return make_desk()

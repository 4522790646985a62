import pytest
from django.utils.translation import override

from wagtail_qms.pdf.process import Worker


@pytest.fixture(autouse=True)
def source_words():
    """The words of the code, so that these tests do not move with a translation."""
    with override("en"):
        yield


@pytest.fixture
def worker():
    worker = Worker()
    yield worker
    worker.stop()

"""Real papers beside the project, where they are at hand; in CI they have to be."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def corpus(pattern: str = "*.docx") -> list[Path]:
    """The Word files of that pattern in the order of their names; none where there are none."""
    found = sorted((SHARED / "corpus").glob(pattern))
    if not found and os.environ.get("CI") == "true":
        pytest.fail(f"the corpus has to be in {SHARED} in CI")
    return found

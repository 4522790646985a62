"""The wheel carries what the package needs, and nothing of the tests."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NOT_SHIPPED = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")
SOURCES = ("setup.cfg", "pyproject.toml", "MANIFEST.in", "LICENSE", "README.md", "CHANGELOG.md")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """A wheel built from a copy, so that no build folder is left in the tree."""
    copy = tmp_path_factory.mktemp("source")
    shutil.copytree(ROOT / "wagtail_qms", copy / "wagtail_qms", ignore=NOT_SHIPPED)
    for name in SOURCES:
        shutil.copy(ROOT / name, copy / name)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(copy / "dist"), str(copy)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = (copy / "dist").glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        yield archive, copy


def test_every_file_of_the_package_is_in_the_wheel(wheel):
    archive, copy = wheel
    package = {str(path.relative_to(copy)) for path in (copy / "wagtail_qms").rglob("*") if path.is_file()}
    shipped = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert shipped == package


def test_metadata_names_the_licence_and_the_supported_versions(wheel):
    archive, _copy = wheel
    (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    lines = archive.read(name).decode().splitlines()
    assert "License-Expression: BSD-3-Clause" in lines
    assert "Requires-Python: >=3.11" in lines
    assert [line for line in lines if "Framework :: Wagtail ::" in line or "Framework :: Django ::" in line] == [
        "Classifier: Framework :: Django :: 5.2",
        "Classifier: Framework :: Django :: 6.0",
        "Classifier: Framework :: Django :: 6.1",
        "Classifier: Framework :: Wagtail :: 7",
        "Classifier: Framework :: Wagtail :: 8",
    ]

"""What nobody can read at one sitting is split: limits on modules, functions and templates."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "wagtail_qms"
MODULE_LINES = 300
HOOKS_LINES = 120
TEMPLATE_LINES = 120
FUNCTION_LINES = 40
VAGUE_NAMES = {"utils", "helpers", "services", "common"}

MODULES = [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]
TEMPLATES = [path for path in (PACKAGE / "templates").rglob("*") if path.is_file()]


def lines(path: Path) -> int:
    """How many lines the file has."""
    return len(path.read_text(encoding="utf-8").splitlines())


def named(paths, limit):
    """The files among ``paths`` that are longer than ``limit``, with their lengths."""
    return {str(path.relative_to(PACKAGE)): lines(path) for path in paths if lines(path) > limit}


def test_modules_are_short():
    assert named(MODULES, MODULE_LINES) == {}


def test_hooks_only_wire():
    assert named([PACKAGE / "wagtail_hooks.py"], HOOKS_LINES) == {}


def test_templates_are_short():
    assert named(TEMPLATES, TEMPLATE_LINES) == {}


def test_functions_are_short():
    found = {}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = node.end_lineno - node.lineno + 1
                if length > FUNCTION_LINES:
                    found[f"{path.relative_to(PACKAGE)}:{node.name}"] = length
    assert found == {}


@pytest.mark.parametrize("name", sorted(VAGUE_NAMES))
def test_no_module_is_called_after_nothing(name):
    assert [path for path in PACKAGE.rglob(f"{name}*") if path.stem == name] == []

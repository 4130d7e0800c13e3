"""Settings are documented, and what was asked for is traced to tests that run."""

import ast
import re

import pytest

from domain.company import DEFAULTS
from domain.company_rules import NUMBERS
from domain.settings import Settings
from domain.texts import LANGUAGES, keys
from tests.guards.source import ROOT, tree

CODES = [
    *("AUTH-001", "USERS-001", "TASKS-001", "SCHEDULE-001", "NOTIFY-001", "REPORTS-001"),
    *("BOT-001", "BOT-002", "BOT-003", "BOT-004", "FE-001", "FE-002", "FE-003", "FE-004", "FE-005"),
    *(
        "DB-001",
        "DB-002",
        "REDIS-001",
        "REDIS-002",
        "TEST-001",
        "TEST-002",
        "TEST-003",
        "CI-001",
        "DEPLOY-001",
    ),
]
COMPOSE = {"POSTGRES_PASSWORD", "REDIS_PASSWORD"}  # read by compose.yaml, which makes the addresses of them
NAMES = sorted(name.upper() for name in Settings.model_fields)


def rows() -> list[list[str]]:
    """The cells of every row of the tables in docs/coverage.md, headings left out."""
    lines = (ROOT / "docs/coverage.md").read_text(encoding="utf-8").splitlines()
    table = [line for line in lines if line.startswith("|")]
    ruled = {number for number, line in enumerate(table) if set(line) <= set("|-: ")}
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for number, line in enumerate(table)
        if number not in ruled and number + 1 not in ruled
    ]


@pytest.mark.parametrize("document", ["README.md", ".env.example"])
def test_every_setting_is_documented(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    assert [name for name in NAMES if not re.search(rf"\b{name}\b", text)] == []


def test_every_documented_setting_exists() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert [
        name
        for name in re.findall(r"^#?\s?([A-Z][A-Z_]+)=", text, re.MULTILINE)
        if name not in {*NAMES, *COMPOSE}
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_the_company_is_explained(language: str) -> None:
    known = keys(language)
    named = {f"setting.{name}" for name in NUMBERS} | {f"setting.about.{name}" for name in NUMBERS}
    assert named - known == set()
    assert set(NUMBERS) <= set(DEFAULTS)
    for name, (least, most) in NUMBERS.items():
        assert least <= DEFAULTS[name] <= most, name


def test_every_requirement_has_its_row() -> None:
    named = " ".join(cell for row in rows() for cell in row)
    assert [code for code in CODES if not re.search(rf"\b{code}\b", named)] == []


def collected() -> set[str]:
    """Every test pytest finds, as ``tests/…/test_x.py::test_y``, by its own rule of names."""
    return {
        f"{path.relative_to(ROOT).as_posix()}::{node.name}"
        for path in (ROOT / "tests").rglob("test_*.py")
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
    }


def test_every_row_names_tests_that_are_collected() -> None:
    tests = collected()
    files = {test.partition("::")[0] for test in tests}
    assert rows()
    for row in rows():
        named = re.findall(r"tests/(?:\w+/)*test_\w+\.py(?:::\w+)*", " ".join(row))
        assert named, f"no test is named in: {' | '.join(row)}"
        assert [test for test in named if test not in (tests if "::" in test else files)] == []

# ruff: noqa: ANN001, ANN201 - fixtures are typed where they are made
"""The table of methods is the published one, and the README tells the truth about it."""

import importlib.util
from pathlib import Path

from sandbox import methods
from sandbox.calls import BUILT
from sandbox.schema import METHODS

ROOT = Path(__file__).resolve().parents[2]


def test_table_equals_the_installed_aiogram():
    spec = importlib.util.spec_from_file_location("make_schema", ROOT / "scripts/make_sandbox_schema.py")
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    assert maker.table() == METHODS
    assert maker.source() == (ROOT / "sandbox/schema.py").read_text(encoding="utf-8")


def test_every_built_method_is_published():
    assert methods
    assert set(BUILT) <= set(METHODS)


def test_readme_lists_what_is_built():
    readme = (ROOT / "sandbox/README.md").read_text(encoding="utf-8")
    assert [name for name in sorted(BUILT) if f"`{name}`" not in readme] == []


def test_readme_names_every_control_route():
    from sandbox.trouble import all_routes

    readme = (ROOT / "sandbox/README.md").read_text(encoding="utf-8")
    paths = {route.path for route in all_routes}
    assert [path for path in sorted(paths) if f"{path}" not in readme] == []


def test_sandbox_imports_nothing_of_the_product():
    allowed = ("sandbox", "aiohttp", "orjson", "PIL")
    for file in (ROOT / "sandbox").glob("*.py"):
        for line in file.read_text(encoding="utf-8").splitlines():
            words = line.split()
            if len(words) > 1 and words[0] in ("from", "import") and line[0] in "fi":
                top = words[1].split(".")[0].rstrip(",")
                assert top in allowed or top in __import__("sys").stdlib_module_names, f"{file.name}: {line}"


def test_readme_lists_what_is_left_out():
    from sandbox import left_out

    readme = left_out.README.read_text(encoding="utf-8")
    assert left_out.written(readme) == readme, "python -m sandbox.left_out writes the list anew"


async def test_every_method_that_is_left_out_answers_in_the_one_way(sandbox):
    left = set(METHODS) - set(BUILT)
    for name in left:
        refusal = (400, f"Bad Request: method {name} is not part of this sandbox")
        assert await sandbox.refused(name) == refusal
    assert {"sendInvoice", "sendChecklist", "sendRichMessage", "sendPaidMedia", "sendGame"} <= left

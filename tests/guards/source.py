"""The product's own source, read as a guard reads it."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("bot", "dialogs", "domain", "webadmin", "workers")
KEY = re.compile(r"[a-z][a-z0-9_]*(\.[A-Za-z0-9_]+)+")


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def modules(*packages: str) -> Iterator[tuple[str, ast.Module]]:
    """Every module of the packages, by its path from the root."""
    for package in packages or PRODUCT:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), tree(path)


@cache
def calls(module: ast.Module) -> list[tuple[ast.Call, str]]:
    """Every call with the last part of its name: ``clock.now()`` is "now"."""
    return [(node, _called(node.func)) for node in ast.walk(module) if isinstance(node, ast.Call)]


@cache
def strings(module: ast.Module) -> list[tuple[int, str]]:
    """Every string literal with its line, docstrings left out."""
    docstrings = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]


def prefixes(module: ast.Module) -> Iterator[str]:
    """What strings that are put together begin with: ``f"status.{x}"`` is "status."."""
    for node in ast.walk(module):
        if isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
            yield str(node.values[0].value)
        elif (
            isinstance(node, ast.BinOp)
            and isinstance(node.op, ast.Add)
            and isinstance(node.left, ast.Constant)
        ):
            yield str(node.left.value)


def templates() -> Iterator[tuple[str, str]]:
    """Every template and script of the web admin, by its path from the root."""
    for folder in ("webadmin/templates", "webadmin/static"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".html", ".js"} and "vendor" not in path.parts:
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def _called(function: ast.expr) -> str:
    match function:
        case (
            ast.Attribute(attr=name) | ast.Name(id=name) | ast.Subscript(slice=ast.Constant(value=str(name)))
        ):
            return name  # the last is data["t"](…)
    return ""

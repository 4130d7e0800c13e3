"""What the sandbox refuses with is tried by a test, or stands in the README among what is only believed."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox import addresses, callbacks, flood, inline_data, keyboards, webhook, wire

ROOT = Path(__file__).parents[2]
README = (ROOT / "sandbox" / "README.md").read_text(encoding="utf-8")
BELIEVED = " ".join(README.partition("### What it only believes")[2].partition("\n#")[0].split())
CODE = re.compile(r"[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+")
# Sentences for people at phones and for whoever starts the server; tables of names.
NOT_FOR_BOTS = {"ControlError", "Unreadable"}
FOR_PEOPLE = {"sentence", "why"}
ELSEWHERE = {"__main__.py", "left_out.py", "schema.py"}
HOLE = "\0"


def texts(node: ast.AST) -> Iterator[str]:
    """Every text below this node, with a hole where something is filled in; docstrings are none."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Call) and called(node) in NOT_FOR_BOTS:
        return
    if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in FOR_PEOPLE:
        return
    if isinstance(node, ast.JoinedStr):
        yield "".join(str(one.value) if isinstance(one, ast.Constant) else HOLE for one in node.values)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    else:
        for child in ast.iter_child_nodes(node):
            yield from texts(child)


def called(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def of(path: Path) -> Iterator[str]:
    return texts(ast.parse(path.read_text(encoding="utf-8")))


def refusals() -> Iterator[tuple[str, str]]:
    """Codes, and sentences of three words or more that begin as Telegram's do."""
    for path in sorted((ROOT / "sandbox").glob("*.py")):
        if path.name in ELSEWHERE:
            continue
        for text in of(path):
            for code in CODE.findall(text):
                yield path.name, code
            plain = text.removeprefix(HOLE + ": ").removeprefix("Bad Request: ")
            if (
                len(plain.split()) >= 3
                and re.match(r"[A-Za-z]+('t)? [a-z\"'\0/]", plain)
                and "\n" not in plain
            ):
                yield path.name, plain


def pattern(text: str) -> "re.Pattern[str]":
    """Finds a text in another one, whatever is filled in and however it begins."""
    text = text.strip(HOLE + " ")
    first = f"[{text[0].lower()}{text[0].upper()}]"
    return re.compile(first + ".{1,120}?".join(map(re.escape, text[1:].split(HOLE))))


def test_every_refusal_is_tried_or_told_as_a_guess() -> None:
    tried = {text for path in Path(__file__).parent.glob("test_*.py") for text in of(path)}
    known = "\n".join(tried) + BELIEVED
    missing = {(name, text) for name, text in refusals() if not pattern(text).search(known)}
    assert not missing, "\n".join(f"{name}: {text!r}" for name, text in sorted(missing))


NUMBERS = [
    (wire.MAX_FILES, "{} files"),
    (wire.MAX_PARAMETERS >> 20, "{} MiB of parameters"),
    (wire.MAX_BODY >> 20, "{} MB of a body"),
    (wire.MAX_UPLOAD >> 20, "{} MB of a file"),
    (webhook.ANSWER_WITHIN, "{} seconds for a bot to answer a webhook"),
    (callbacks.ANSWER_WITHIN, "{} to answer a tap"),
    (inline_data.ANSWER_WITHIN, "{} to answer an inline query"),
    (addresses.WITHIN.total, "{} to fetch a file"),
    (keyboards.MAX_INLINE[0], "{} inline"),
    (keyboards.MAX_REPLY[0], "{} plain buttons"),
    (keyboards.MAX_INLINE[1], "{} in a row of inline"),
    (keyboards.MAX_REPLY[1], "{} of plain ones"),
    (keyboards.MAX_JSON >> 10, "{} kB of a reply markup"),
    (round(flood.OVERALL[1]), "{} messages a second overall"),
    (round(flood.GROUP[1] * 60), "{} a minute per group"),
]


@pytest.mark.parametrize(("number", "phrase"), NUMBERS)
def test_readme_tells_the_numbers_that_are_believed(number: int, phrase: str) -> None:
    assert phrase.format(number) in BELIEVED

"""What the house rules forbid is not in the code (DESIGN 1, STYLE)."""

import ast
import re
import subprocess
import sys
from pathlib import Path

from domain.events import Event
from tests.guards.source import PRODUCT, ROOT, calls, modules, strings

# These read what people write in Russian, and say nothing; the last holds a company's name.
READS_RUSSIAN = {
    *("bot/office.py", "domain/money.py", "domain/lines.py", "domain/geo.py", "domain/slots.py"),
    *(
        "domain/days.py",
        "domain/duty.py",
        "domain/rule_lexicon.py",
        "domain/rule_reading.py",
        "domain/company.py",
        "domain/searching.py",
        "domain/hours_reading.py",
        "domain/masters.py",
        "domain/promise_reading.py",
    ),
}
# The disk's own times are compared with the disk's own clock.
CLOCK_READERS = {"domain/clock.py", "domain/storage.py"}
# Participles that don't end in -ed, an adjective for a state found out, and what a clock is about to do.
PAST = {"Withdrawn", "Set", "Held", "Broken", "Unreachable", "Break"}
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
}


def dotted(call: ast.Call) -> tuple[str, str] | None:
    function = call.func
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name | ast.Attribute):
        owner = function.value
        return (owner.attr if isinstance(owner, ast.Attribute) else owner.id), function.attr
    return None


def test_imports_keep_their_direction() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    answer = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout


def test_there_is_one_clock() -> None:
    others = [
        f"{path}:{call.lineno}"
        for path, module in modules(*PRODUCT, "seeds")
        if path not in CLOCK_READERS
        for call, _ in calls(module)
        if dotted(call) in CLOCKS
    ]
    imported = [
        path
        for path, module in modules(*PRODUCT, "seeds")
        if path not in CLOCK_READERS
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom)
        and node.module == "time"
        and {"time"} & {name.name for name in node.names}
    ]
    assert others + imported == []


def test_time_in_sql_is_a_parameter() -> None:
    own = re.compile(r"\bnow\(\)|\bcurrent_(timestamp|date|time)\b|\bclock_timestamp\b", re.IGNORECASE)
    found = [
        f"{path}:{line}"
        for path, module in modules(*PRODUCT, "seeds")
        for line, text in strings(module)
        if own.search(text)
        and re.search(r"\b(select|update|insert|delete|where|values)\b", text, re.IGNORECASE)
    ]
    assert found == []


def test_one_module_reads_the_environment() -> None:
    found = [
        f"{path}:{node.lineno}"
        for path, module in modules(*PRODUCT, "seeds")
        if path != "domain/settings.py"
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    ]
    assert found == []


def test_no_words_for_people_in_code() -> None:
    found = [
        f"{path}:{line} {text}"
        for path, module in modules()
        if path not in READS_RUSSIAN
        for line, text in strings(module)
        if re.search("[А-Яа-яЁё]", text)
    ]
    assert found == []


def test_events_are_named_by_what_happened() -> None:
    wrong = [
        name
        for name in Event.registry
        if not name.endswith("ed") and re.findall("[A-Z][a-z]+", name)[-1] not in PAST
    ]
    assert wrong == []


def test_every_event_carries_ids_and_is_frozen() -> None:
    for name, kind in Event.registry.items():
        assert kind.__dataclass_params__.frozen, name  # type: ignore[attr-defined]
        assert any(field.endswith("_id") for field in kind.__dataclass_fields__), name


def test_no_note_to_self_is_left() -> None:
    notes = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    found = [
        f"{path}:{number}"
        for path, _ in modules(*PRODUCT, "seeds", "sandbox", "workflow")
        for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), 1)
        if notes.search(line)
    ]
    assert found == []


def test_pages_under_test_hold_still() -> None:
    # A click that is aimed at a frame while it glides misses it, and Playwright takes it for done.
    moving = [
        f"{path}:{call.lineno}"
        for path, module in modules("tests/browser")
        for call, name in calls(module)
        if name in {"new_page", "new_context"}
        and ast.unparse(call.func) != "context.new_page"
        and not any(ast.unparse(given) == "reduced_motion='reduce'" for given in call.keywords)
    ]
    assert moving == []

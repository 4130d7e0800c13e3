"""Every text is there in both languages, with the same placeholders, and is shown somewhere, BOT-001."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from domain.errors import NotFound, SlotBusy
from domain.models import Priority, Role
from domain.statuses import OrderStatus, Outcome, VisitStatus
from domain.texts import LANGUAGES, LOCALES, keys
from tests.guards.source import KEY, calls, modules, prefixes, strings, templates

SAYERS = {"t", "html", "count", "texts", "Say", "Label", "Invalid", "Reason"}
FORMS = {"ru": 3, "en": 2}


def messages(locale: str) -> Iterator[tuple[str, Message]]:
    for path in sorted((LOCALES / locale).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=locale, abort_invalid=True):
                if message.id:
                    yield path.name, message


def key_of(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def forms_of(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def placeholders(message: Message) -> set[str]:
    names = {
        name for form in forms_of(message) for _, name, _, _ in Formatter().parse(form) if name is not None
    }
    return names - {"n"} if isinstance(message.id, tuple) else names


def all_files() -> list[str]:
    return sorted({path.name for locale in LANGUAGES for path in (LOCALES / locale).glob("*.po")})


@pytest.mark.parametrize("name", all_files())
def test_catalogue_is_there_in_both_languages(name: str) -> None:
    ru, en = ({key_of(m) for file, m in messages(locale) if file == name} for locale in LANGUAGES)
    assert ru ^ en == set()


@pytest.mark.parametrize("locale", LANGUAGES)
def test_key_lives_in_one_place(locale: str) -> None:
    times = Counter(key_of(message) for _, message in messages(locale))
    assert [key for key, n in times.items() if n > 1] == []


@pytest.mark.parametrize("locale", LANGUAGES)
def test_key_has_one_text(locale: str) -> None:
    """Of two texts below one key, as a merge may leave them, the reader of catalogues takes the last in silence."""
    second = re.compile(r'^(msgstr(?:\[\d\])? )".*"\n(?:".*"\n)*\1.*', re.MULTILINE)
    found = [
        f"{path.name}: {match[0]}"
        for path in sorted((LOCALES / locale).glob("*.po"))
        for match in second.finditer(path.read_text())
    ]
    assert found == []


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_text_says_something(locale: str) -> None:
    empty = [
        key_of(m) for _, m in messages(locale) if m.fuzzy or not all(form.strip() for form in forms_of(m))
    ]
    assert empty == []


@pytest.mark.parametrize("locale", LANGUAGES)
def test_plurals_have_all_their_forms(locale: str) -> None:
    plural = [m for _, m in messages(locale) if isinstance(m.id, tuple)]
    assert [key_of(m) for m in plural if len(forms_of(m)) != FORMS[locale]] == []


def test_both_languages_fill_the_same_places() -> None:
    ru, en = ({key_of(m): placeholders(m) for _, m in messages(locale)} for locale in LANGUAGES)
    assert {key: (ru[key], en[key]) for key in ru.keys() & en.keys() if ru[key] != en[key]} == {}


def test_the_number_of_an_order_has_one_form() -> None:
    forms = {"ru": r"(?<!№)\{number\}|№ ", "en": r"(?<!#)\{number\}|№|No\. "}
    others = {
        f"{locale} {key_of(m)}"
        for locale, other in forms.items()
        for _, m in messages(locale)
        if re.search(other, "".join(forms_of(m)).replace("/report {number}", ""))
    }
    assert others == set()
    said = {text for path, module in modules("dialogs") for _, text in strings(module) if "№" in text}
    assert said <= {"#№"}  # what people type before a number


def test_english_texts_are_english() -> None:
    russian = [
        key_of(m) for _, m in messages("en") if re.search("[а-яё]", "".join(forms_of(m)), re.IGNORECASE)
    ]
    assert [key for key in russian if "language" not in key] == []


def keys_of_classes() -> set[str]:
    """What refusals name as ``key = "refused.…"``, wherever they are defined."""
    return {
        statement.value.value
        for _, module in modules()
        for node in ast.walk(module)
        if isinstance(node, ast.ClassDef)
        for statement in node.body
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant)
        if any(isinstance(target, ast.Name) and target.id == "key" for target in statement.targets)
    }


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_refusal_has_its_sentence(locale: str) -> None:
    assert {NotFound.key, SlotBusy.key} < keys_of_classes()
    assert keys_of_classes() - keys(locale) == set()


def test_every_status_role_and_outcome_has_its_word() -> None:
    needed = {
        *(f"status.visit.{status}" for status in VisitStatus),
        *(f"status.short.{status}" for status in VisitStatus),
        *(f"status.order.{status}" for status in OrderStatus),
        *(f"priority.{priority}" for priority in Priority),
        *(f"outcome.{outcome}" for outcome in Outcome),
        *(f"role.{role}" for role in Role),
        *(f"reason.absent.{kind}" for kind in ("vacation", "sick", "day_off", "other")),
    }
    assert needed - keys("ru") == set()


def said_in(argument: ast.expr) -> Iterator[str]:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    elif isinstance(argument, ast.IfExp):
        yield from said_in(argument.body)
        yield from said_in(argument.orelse)


def test_every_key_said_in_code_has_a_text() -> None:
    known = keys("ru")
    missing = {
        f"{path}:{call.lineno} {key}"
        for path, module in modules()
        for call, name in calls(module)
        if name in SAYERS and call.args
        for key in said_in(call.args[0])
        if KEY.fullmatch(key) and key not in known
    }
    assert missing == set()


def test_every_key_said_in_a_template_has_a_text() -> None:
    known = keys("ru")
    said = [
        (path, key)
        for path, text in templates()
        for key in re.findall(r"\bt\(\s*['\"]([\w.]+)['\"]\s*[,)]", text)
    ]
    assert [(path, key) for path, key in said if key not in known] == []


def test_every_put_together_key_leads_somewhere() -> None:
    known = keys("ru")
    nowhere = {
        f"{path}:{call.lineno} {start}"
        for path, module in modules()
        for call, name in calls(module)
        if name in SAYERS and call.args and isinstance(call.args[0], ast.JoinedStr)
        for start in prefixes(ast.Module([ast.Expr(call.args[0])], []))
        if not any(key.startswith(start) for key in known)
    }
    assert nowhere == set()


def test_no_text_is_kept_that_nobody_shows() -> None:
    said = {text for _, module in modules() for _, text in strings(module)}
    started = {start for _, module in modules() for start in prefixes(module) if "." in start}
    for _, text in templates():
        said |= set(re.findall(r"['\"]([\w.]+)['\"]", text))
        started |= set(re.findall(r"['\"]([\w.]+\.)['\"]\s*[~+]", text))
    unused = {key for key in keys("ru") if key not in said and not key.startswith(tuple(started))}
    assert unused == set()

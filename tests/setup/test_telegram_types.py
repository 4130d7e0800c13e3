"""aiogram's types are made in a better order, and are all there."""

import subprocess
import sys
from types import SimpleNamespace

import pytest

from workflow.data import CHECKOUT
from workflow.telegram_types import bottom_up

QUICKLY = """
import sys
from importlib import import_module
from pydantic import BaseModel
from workflow.serving import quick_imports
made = []
plain = BaseModel.__dict__["model_rebuild"].__func__
def rebuild(cls, **options):
    made.append(cls.__name__)
    return plain(cls, **options)
BaseModel.model_rebuild = classmethod(rebuild)
with quick_imports():
    for name in sys.argv[1:]:
        import_module(name)
    from aiogram import methods, types
assert made.index("Message") < made.index("Chat"), "aiogram makes its types in its own order"
kinds = [getattr(of, name) for of in (types, methods) for name in of.__all__]
print(sum(1 for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)))
print([kind.__name__ for kind in kinds if not getattr(kind, "__pydantic_complete__", True)])
"""


@pytest.mark.parametrize("process", [["bot.__main__"], ["workers.__main__", "workers.delivery_tasks"]])
def test_every_type_of_telegram_is_made_when_a_process_has_loaded(process: list[str]) -> None:
    said = subprocess.run(
        [sys.executable, "-c", QUICKLY, *process], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stderr
    number, unfinished = said.stdout.splitlines()
    assert int(number) > 500
    assert unfinished == "[]"


def test_type_comes_after_those_it_mentions() -> None:
    def kind(*mentioned: str) -> SimpleNamespace:
        return SimpleNamespace(__annotations__={"field": f"list[{' | '.join(mentioned) or 'int'}]"})

    types = {
        "Album": kind("Photo", "Message"),
        "Chat": kind("Message"),
        "Message": kind("Chat", "Photo", "Reply"),
        "Photo": kind(),
        "Reply": kind("MessageUnion"),
        "MessageUnion": "Union[Message, Photo]",
    }
    order = bottom_up(types)
    assert order[:2] == ["Photo", "Message"]  # of the circle the one with the most
    assert order[-1] == "Album"
    assert sorted(order) == sorted(types)

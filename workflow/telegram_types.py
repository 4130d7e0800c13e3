"""aiogram's types made from the bottom up, in a third of the time and half the memory.

On import, which is most of a process's start, aiogram has pydantic make a validator for each of its 440 types in
the order of their names; until a type has had its turn, all that mention it work it out anew. Only the order differs.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from pydantic import BaseModel


@contextmanager
def from_the_bottom_up() -> Iterator[None]:
    """Aiogram, imported within, makes its types in a better order."""
    original = BaseModel.__dict__["model_rebuild"]

    def rebuild(cls: type[BaseModel], /, **options: Any) -> bool | None:
        # The first call of aiogram's own loop brings all its types; for the loop nothing is left to do then.
        if (types := options.get("_types_namespace")) and cls.__module__.startswith("aiogram.types."):
            BaseModel.model_rebuild = original  # type: ignore[method-assign]
            for name in bottom_up(types):
                if isinstance(types[name], type) and issubclass(types[name], BaseModel):
                    types[name].model_rebuild(**options)
        return original.__func__(cls, **options)  # type: ignore[no-any-return]

    BaseModel.model_rebuild = classmethod(rebuild)  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        BaseModel.model_rebuild = original  # type: ignore[method-assign]


def bottom_up(types: Mapping[str, Any]) -> list[str]:
    """The names, each after those that it mentions; of those that mention one another the fullest comes first."""
    said = {name: str(getattr(kind, "__annotations__", kind)) for name, kind in types.items()}
    mentions = {name: set(re.findall(r"\w+", text)) & types.keys() for name, text in said.items()}

    def reach(name: str) -> int:
        found, todo = {name}, [name]
        while todo:
            new = mentions[todo.pop()] - found
            found |= new
            todo += new
        return len(found)

    # Who mentions another reaches all that the other does, and as many only in a circle.
    return sorted(types, key=lambda name: (reach(name), -len(mentions[name])))

"""Queries of whole objects that are asked all day: their SQL is put together once, then only run.

For a visit with its order, client, address and service the ORM takes ten times as long to put the statement together
as to run it and make the objects.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from tortoise import connections
from tortoise.models import Model
from tortoise.queryset import QuerySet

M = TypeVar("M", bound=Model)
_FIRST_MARK = 1_900_000_001  # stands for the first id in a query put together; no limit of one is as high


class Prepared(Generic[M]):
    """``make``'s query, which depends on nothing but the ids it is given.

    Run it with the ids in the same order; what it finds is of the transaction that is open, if one is.
    """

    def __init__(self, make: Callable[..., QuerySet[M]]) -> None:
        self._make = make
        self._put_together: tuple[type[M], str, list[Any], Any] | None = None

    async def all(self, *ids: int) -> list[M]:
        """Every object found."""
        model, sql, values, related = self._put_together or self._prepare(len(ids))
        places = dict(enumerate(ids, _FIRST_MARK))
        connection = connections.get("default")
        executor = connection.executor_class(model=model, db=connection, select_related_idx=related)
        found: list[M] = await executor.execute_select(sql, [places.get(value, value) for value in values])
        return found

    async def first(self, *ids: int) -> M | None:
        """The first object found, None without any."""
        found = await self.all(*ids)
        return found[0] if found else None

    def _prepare(self, number: int) -> tuple[type[M], str, list[Any], Any]:
        """What awaiting the query would do before it asks, kept for the next time."""
        query = self._make(*range(_FIRST_MARK, _FIRST_MARK + number))
        query._db = connections.get("default")  # noqa: SLF001
        query._make_query()  # noqa: SLF001
        related = query._select_related_idx  # noqa: SLF001
        # Whatever is reached by way of an order has selected the order's columns once more.
        columns = {term.alias or term.name: term for term in query.query._selects}  # noqa: SLF001
        query.query._selects = list(columns.values())  # noqa: SLF001
        self._put_together = query.model, *query.query.get_parameterized_sql(), related
        return self._put_together

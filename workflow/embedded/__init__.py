"""PostgreSQL and Redis of our own, in a folder, for the demo and the tests.

One code path serves both: embedding is only a matter of who starts the server.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from workflow.embedded import postgres, redis
from workflow.embedded.account import Unreachable
from workflow.embedded.process import NotStarted

__all__ = ["NotStarted", "Unreachable", "Urls", "servers"]


@dataclass(frozen=True)
class Urls:
    """Addresses of the running servers, with their passwords."""

    database_url: str
    redis_url: str


@contextmanager
def servers(
    folder: Path, *, durable: bool = True, postgres_settings: Mapping[str, str] | None = None
) -> Iterator[Urls]:
    """Run both servers on the folder for as long as the context lasts, keeping their data in it.

    The servers stop with this process, however it ends. Raises NotStarted or Unreachable.
    """
    logs = folder / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        database = postgres.run(
            folder / "postgres", log=logs / "postgres.log", durable=durable, settings=postgres_settings
        )
        cache = redis.run(folder / "redis", log=logs / "redis.log", durable=durable)
        yield Urls(stack.enter_context(database)[0], stack.enter_context(cache)[0])

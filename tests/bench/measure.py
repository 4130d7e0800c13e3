"""What all rows measure with: databases of their own, processes with their CPU and memory, medians."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import median

from pydantic import SecretStr

from domain import db
from domain.settings import Settings
from workflow.embedded import Urls

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = "template_bench"
OURS, STOCK = "100001:" + "A" * 35, "100002:" + "B" * 35  # tokens no bot has
PATIENCE = 120.0  # seconds until a condition that doesn't come is a failure
Round = Callable[[], Awaitable[float]]


@dataclass
class Bench:
    """What a row is given: servers, how many rounds, how much data."""

    urls: Urls
    folder: Path
    quick: bool
    orders: int
    notes: list[str] = field(default_factory=list)  # printed below the table
    _numbers: Iterator[int] = field(default_factory=count)

    @property
    def rounds(self) -> int:
        return 3 if self.quick else 5

    def settings(self, database: str, api: str = "http://127.0.0.1:1") -> Settings:
        """Settings of a process that works on this database."""
        return Settings(
            _env_file=None,
            database_url=f"{self.urls.database_url.rpartition('/')[0]}/{database}",
            redis_url=self.urls.redis_url,
            bot_token=SecretStr(OURS),
            secret_key=SecretStr("0" * 48),
            telegram_api_url=api,
            data_dir=self.folder / "files",
            log_level="ERROR",
        )

    @asynccontextmanager
    async def database(self, api: str = "http://127.0.0.1:1") -> AsyncIterator[Settings]:
        """An empty migrated database for one row, connected; gone afterwards."""
        name = f"bench_{next(self._numbers)}"
        await self.run_sql(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        settings = self.settings(name, api)
        await db.connect(settings)
        try:
            yield settings
        finally:
            await db.close()
            await self.run_sql(f"DROP DATABASE {name} WITH (FORCE)")

    async def run_sql(self, statement: str) -> None:
        """Run a statement outside of any row's database."""
        connection = await db.raw_connection(self.urls.database_url)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


async def compared(ours: Round, baseline: Round, rounds: int) -> tuple[float, float]:
    """Medians of both, measured in turn; who goes first changes each round, and the first round isn't counted."""
    seen: dict[Round, list[float]] = {ours: [], baseline: []}
    for number in range(rounds + 1):
        for side in (ours, baseline) if number % 2 else (baseline, ours):
            seen[side].append(await side())
    return median(seen[ours][1:]), median(seen[baseline][1:])


async def seconds_of(work: Awaitable[object]) -> float:
    """How long the work takes."""
    begun = time.perf_counter()
    await work
    return time.perf_counter() - begun


@dataclass
class Running:
    """A process that said "ready", and how long that took."""

    process: subprocess.Popen[bytes]
    seconds: float

    @property
    def cpu(self) -> float:
        """Seconds of CPU it has used with all its threads: clock_getcpuclockid(3) of another process."""
        return time.clock_gettime(~self.process.pid << 3 | 2)

    @property
    def megabytes(self) -> float:
        """Memory it holds now."""
        return status_megabytes(self.process.pid, "VmRSS")

    def ask(self, signal: int) -> str:
        """The line it prints when it gets ``signal``."""
        self.process.send_signal(signal)
        return self.process.stdout.readline().decode()  # type: ignore[union-attr]


def status_megabytes(pid: int | str, name: str) -> float:
    """A figure of /proc/PID/status, there in kB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith(f"{name}:"))) / 1024


@contextmanager
def running(module: str, *arguments: str, settings: Settings, says: bytes = b"ready") -> Iterator[Running]:
    """A Python process, from the moment it says that it is ready to the end of the context. Raises RuntimeError."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        env=os.environ | environment(settings),
    )
    try:
        first = process.stdout.readline()  # type: ignore[union-attr]
        if not first.startswith(says):
            raise RuntimeError(f"{module} {' '.join(arguments)} did not start")
        yield Running(process, time.perf_counter() - begun)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def environment(settings: Settings) -> dict[str, str]:
    """The variables that lead a process to these settings."""
    values = {name: getattr(settings, name) for name in Settings.model_fields}
    plain = {k: v.get_secret_value() if isinstance(v, SecretStr) else v for k, v in values.items()}
    return {k.upper(): str(v) for k, v in plain.items() if v is not None}


async def until(condition: Callable[[], Awaitable[bool]], what: str) -> None:
    """Wait for a condition. Raises TimeoutError that says what did not come."""
    deadline = time.monotonic() + PATIENCE
    while not await condition():
        if time.monotonic() > deadline:
            raise TimeoutError(what)
        await asyncio.sleep(0.02)

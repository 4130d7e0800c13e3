"""The whole product as real processes, driven through the sandbox."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import pytest
from aiohttp import ClientSession

from domain.models import Person
from domain.settings import Settings
from tests.cast import Cast
from tests.phones import PATIENCE, Phone

ROOT = Path(__file__).resolve().parents[2]
PROCESSES = ("bot", "worker", "scheduler")


@dataclass
class Processes:
    """Processes of the product, started and ended by name."""

    settings: Settings
    logs: Path
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, *arguments: str, environment: dict[str, str] | None = None) -> None:
        """Start ``workflow <name>`` and wait until it says that it is ready."""
        log = self.logs / f"{name}.log"
        with log.open("ab") as out:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-m", "workflow", name, *arguments],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=out,
                env=environment_of(self.settings) | (environment or {}),
            )
        first = self.running[name].stdout.readline()  # type: ignore[union-attr]
        assert first.startswith(b"ready"), f"{name} did not start: {first!r}\n{log.read_text()[-3000:]}"

    def kill(self, name: str) -> None:
        """End a process as the kernel would."""
        process = self.running.pop(name)
        process.kill()
        process.wait()

    def stop(self) -> None:
        """End all of them politely."""
        for process in self.running.values():
            process.send_signal(signal.SIGTERM)
        for process in self.running.values():
            process.wait(timeout=20)
        self.running.clear()


def environment_of(settings: Settings) -> dict[str, str]:
    """The environment that makes a process run on these settings."""
    values = {name: getattr(settings, name) for name in Settings.model_fields}
    plain = {k: v.get_secret_value() if hasattr(v, "get_secret_value") else v for k, v in values.items()}
    return os.environ | {k.upper(): str(v) for k, v in plain.items() if v is not None}


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
async def sandbox(settings: Settings) -> AsyncIterator[str]:
    """The Bot API stand-in as a process of its own; its address."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "sandbox", "--host", "127.0.0.1", "--port", str(port), "--no-flood",
         "--token", settings.bot_token.get_secret_value(), "--bot-username", "workflow_test_bot"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    base = f"http://127.0.0.1:{port}"
    await answers(f"{base}/sim/state")
    yield base
    process.terminate()
    process.wait(timeout=20)


async def answers(url: str) -> None:
    """Wait until an address answers."""
    deadline = monotonic() + PATIENCE
    async with ClientSession() as http:
        while True:
            try:
                async with http.get(url) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                assert monotonic() < deadline, f"{url} does not answer"


@pytest.fixture(scope="session")
async def product(settings: Settings, sandbox: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Processes]:
    """Bot by polling, both kinds of worker in one process, scheduler; for all tests of the session."""
    processes = Processes(settings.model_copy(update={"telegram_api_url": sandbox}), tmp_path_factory.mktemp("logs"))
    for name in PROCESSES:
        processes.start(name)
    yield processes
    processes.stop()


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    """A client for the control side of the sandbox."""
    async with ClientSession() as session:
        yield session


@pytest.fixture
async def clean(sandbox: str, http: ClientSession) -> None:
    """A sandbox without people and faults. Asked for before the database is emptied."""
    async with http.post(f"{sandbox}/sim/reset") as answer:
        assert answer.status == 200


PhoneOf = Callable[..., "object"]


@pytest.fixture
async def phone_of(clean: None, sandbox: str, http: ClientSession) -> Callable[[Person], "object"]:
    """Gives a person of the cast a phone."""

    async def make(person: Person | None, telegram_id: int = 0, name: str = "", language: str = "ru") -> Phone:
        body = {
            "id": person.telegram_id if person else telegram_id,
            "first_name": person.name if person else name,
            "language_code": language,
        }
        async with http.post(f"{sandbox}/sim/people", json=body) as answer:
            made = await answer.json()
        return Phone(http, sandbox, made["id"], made["first_name"])

    return make


@pytest.fixture
async def phones(clean: None, cast: Cast, product: Processes, phone_of: Callable[..., object]) -> dict[str, Phone]:
    """Phones of olga, vera, anna, boris, petr and gleb, who are known to the bot (but gleb) and have opened it."""
    found: dict[str, Phone] = {}
    for name in ("olga", "vera", "anna", "boris", "petr"):
        found[name] = await phone_of(getattr(cast, name))  # type: ignore[misc]
        await found[name].send("/start")
    found["gleb"] = await phone_of(None, cast.gleb, "Gleb")  # type: ignore[misc]
    for phone in found.values():
        if phone.name != "Gleb":
            await phone.sees(button="")
            await phone.quiet()
    return found

"""The demo: everything on this machine, embedded as far as the settings do not name something real."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Mapping
from functools import partial

from dotenv import dotenv_values

from workflow import reaching
from workflow.data import CHECKOUT, Data
from workflow.embedded import postgres, redis
from workflow.embedded.process import is_free, wait_for
from workflow.members import Failed, Process, Server
from workflow.supervisor import Console, Group

BOT_USERNAME = "workflow_demo_bot"
# What a person meets first: it gets the machine to itself while it loads.
FIRST = {
    "bot": ["bot"],
    "web": ["web"],
}
WORKERS = {
    "delivery": ["worker", "--kind", "delivery"],
    "work": ["worker", "--kind", "work"],
    "scheduler": ["scheduler"],
}


def asked_settings() -> dict[str, str]:
    """What the person set: the environment, and below it the file ``.env``."""
    from_file = {name: value for name, value in dotenv_values(CHECKOUT / ".env").items() if value is not None}
    return from_file | dict(os.environ)


class Demo:
    """One run of the demo on a data folder."""

    def __init__(self, data: Data, asked: Mapping[str, str]) -> None:
        self.data = data
        self.asked = asked
        self.web_port = port(asked, "WEB_PORT", 8080)
        self.sandbox_port = port(asked, "SANDBOX_PORT", 8081)
        self.with_sandbox = not asked.get("BOT_TOKEN")
        self.web_url = asked.get("WEB_BASE_URL") or f"http://127.0.0.1:{self.web_port}"
        self.sandbox_url = f"http://127.0.0.1:{self.sandbox_port}"
        self.console = Console(["sandbox", "seed", *FIRST, *WORKERS])
        self.env: dict[str, str] = {}

    async def run(self) -> None:
        """Run until somebody asks to stop. Raises Failed, or what the embedded servers raise."""
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            # Under nohup a closed terminal is to be ignored.
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                asyncio.get_running_loop().add_signal_handler(number, stop.set)
        self.check_ports()
        await self.check_settings()
        print(self.greeting(), flush=True)
        stopping = asyncio.create_task(stop.wait())
        async with Group() as group:
            starting = asyncio.create_task(self.start(group))
            await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if starting.done():
                starting.result()
                await group.or_failure(stopping)
            starting.cancel()
            await asyncio.gather(starting, return_exceptions=True)
            print("Остановка… · Stopping…", flush=True)

    async def start(self, group: Group) -> None:
        """Bring everything up, and tell the addresses as soon as they are of use."""
        servers = self.servers()
        await group.start(*servers.values())
        self.env = {**self.asked, **self.settings(), **{name: server.url for name, server in servers.items()}}
        self.data.tell_settings({name: self.env[name] for name in self.told()})
        sandbox = [self.sandbox()] if self.with_sandbox else []
        await asyncio.gather(
            group.start(*sandbox), group.start(*self.processes(FIRST)), self.fill(group, sandbox)
        )
        print(self.addresses(), flush=True)
        await group.start(*self.processes(WORKERS))

    async def fill(self, group: Group, sandbox: list[Process]) -> None:
        """Bring the database up to date, then let the services go, which have loaded their code meanwhile."""
        await asyncio.gather(*(process.ready() for process in sandbox))
        await group.run_once(self.process("seed", self.seed_command()))
        self.data.go.touch()

    def servers(self) -> dict[str, Server]:
        """The embedded servers that are needed, by the setting that each fills."""
        wanted = {
            setting: Server(name, partial(run, self.data.root / name), self.data.logs / f"{name}.log")
            for setting, name, run in (
                ("DATABASE_URL", "postgres", postgres.run),
                ("REDIS_URL", "redis", redis.run),
            )
        }
        return {name: server for name, server in wanted.items() if not self.asked.get(name)}

    def settings(self) -> dict[str, str]:
        """Settings of the product's processes that the person left to us."""
        ours = {
            "SECRET_KEY": self.data.secret_key(),
            "DATA_DIR": str(self.data.files),
            "WEB_BASE_URL": self.web_url,
            "WORKFLOW_GO": str(self.data.go),
            "PYTHONUNBUFFERED": "1",
        }
        if self.with_sandbox:
            ours |= {"BOT_TOKEN": self.data.sandbox_token(), "TELEGRAM_API_URL": self.sandbox_url}
        forced = {"TELEGRAM_API_URL"} if self.with_sandbox else set()
        return {name: value for name, value in ours.items() if name in forced or not self.asked.get(name)}

    def told(self) -> list[str]:
        """Settings that a command typed in another terminal needs."""
        names = ["DATABASE_URL", "REDIS_URL", "BOT_TOKEN", "TELEGRAM_API_URL", "SECRET_KEY", "DATA_DIR"]
        return [name for name in (*names, "WEB_BASE_URL", "WEB_PORT") if name in self.env]

    def processes(self, commands: Mapping[str, list[str]]) -> list[Process]:
        """Product processes by name and command."""
        return [self.process(name, command) for name, command in commands.items()]

    def process(self, name: str, command: list[str]) -> Process:
        """A product process, run by our own command line."""
        return self.any_process(name, ["-m", "workflow", *command])

    def sandbox(self) -> Process:
        """The stand-in of Telegram. It gets no lifeline of its own, as its guard holds one."""
        options = {
            "--host": "127.0.0.1",
            "--port": str(self.sandbox_port),
            "--token": self.env["BOT_TOKEN"],
            "--bot-username": BOT_USERNAME,
            "--state-file": str(self.data.sandbox / "state.json"),
        }
        arguments = [part for option in options.items() for part in option]
        return self.any_process("sandbox", ["-m", "sandbox", *arguments], "The sandbox is at")

    def any_process(self, name: str, arguments: list[str], ready_line: str = "ready") -> Process:
        """A Python process of the checkout with the demo's settings, its lines shown and logged."""
        return Process(
            name,
            [sys.executable, *arguments],
            env=self.env,
            cwd=CHECKOUT,
            log=self.data.logs / f"{name}.log",
            ready_line=ready_line,
            show=self.console.show,
        )

    def seed_command(self) -> list[str]:
        """Demo people live in the sandbox alone: a real bot gets the catalogue and rules, and no people."""
        if self.with_sandbox:
            return ["seed", "demo", "--sandbox-url", self.sandbox_url]
        return ["seed", "production"]

    async def check_settings(self) -> None:
        """Look at what the person set before any process does.

        Raises ValidationError for wrong settings, and Fault for a server of his that doesn't answer.
        """
        from domain.settings import Settings

        env = {**self.asked, **self.settings()}
        given = {name: env[name.upper()] for name in Settings.model_fields if name.upper() in env}
        for name, ours in (("database_url", "postgres://"), ("redis_url", "redis://")):
            given[name] = given.get(name) or ours  # which is not started yet
        settings = Settings(_env_file=None, **given)  # type: ignore[call-arg, arg-type]
        if self.asked.get("DATABASE_URL"):
            await reaching.see_database(settings)
        if self.asked.get("REDIS_URL"):
            await reaching.see_redis(settings)

    def check_ports(self) -> None:
        """Raise Failed when a port of ours is taken; one left by a run just killed is waited for."""
        ports = {"WEB_PORT": self.web_port}
        if self.with_sandbox:
            ports["SANDBOX_PORT"] = self.sandbox_port
        if ports.get("SANDBOX_PORT") == self.web_port:
            raise Failed(
                f"WEB_PORT and SANDBOX_PORT are both {self.web_port}: choose another one, for example"
                f" SANDBOX_PORT={self.web_port + 1} make run."
            )
        for name, number in ports.items():
            if not wait_for(partial(is_free, number), seconds=2):
                raise Failed(
                    f"Port {number} is busy: choose another one, for example {name}={number + 10} make run."
                )

    def greeting(self) -> str:
        """The first line, in both languages; the demo company is made once."""
        if (self.data.logs / "seed.log").exists():
            return "Запуск… · Starting…"
        return "Первый запуск, до минуты… · First start, up to a minute…"

    def addresses(self) -> str:
        """The block that tells where to look, in both languages."""
        lines = ["Workflow работает · Workflow is running", ""]
        if self.with_sandbox:
            lines.append(f"Телефоны · Phones        {self.sandbox_url}/")
        lines.append(f"Веб-админка · Web admin  {self.web_url}/")
        if not self.with_sandbox:
            lines.append("Первый вход · First sign-in: make invite ROLE=admin")
        lines += [f"Журналы · Logs           {self.data.logs}", "", "Остановить · Stop: Ctrl-C"]
        width = max(map(len, lines))
        framed = [f"│ {line:<{width}} │" for line in lines]
        return "\n".join(["", f"┌{'─' * (width + 2)}┐", *framed, f"└{'─' * (width + 2)}┘"])


def port(asked: Mapping[str, str], name: str, default: int) -> int:
    """A port from the settings. Raises Failed when it is no port."""
    value = asked.get(name) or str(default)
    if not value.isdecimal() or not 1 <= int(value) <= 65535:
        raise Failed(f"{name}={value} is not a port: set a number from 1 to 65535, as {name}={default}.")
    return int(value)


def run(data: Data) -> None:
    """Run the demo on the folder until it is stopped.

    Raises NotOurs, NotMade, AlreadyRunning, Failed, Fault, NotStarted or Unreachable, each with one sentence for a
    person; ValidationError for wrong settings.
    """
    data.make()
    with data.lock():
        asyncio.run(Demo(data, asked_settings()).run())


def settings_of_running(data: Data) -> dict[str, str]:
    """Settings of the demo that runs now on the folder; empty when none does."""
    if data.runner() is None or not data.settings.exists():
        return {}
    settings: dict[str, str] = json.loads(data.settings.read_text())
    return settings

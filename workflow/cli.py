"""The command line ``workflow``. Packages of the product are imported only by the command that needs them."""

import asyncio
import contextlib
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from workflow.serving import quick_imports, serve

if TYPE_CHECKING:
    from domain.settings import Settings

app = typer.Typer(
    help="Field service in Telegram: processes, database and set-up.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class Kind(StrEnum):
    """Kinds of worker: what talks to Telegram, what computes, or both in one process."""

    delivery = "delivery"
    work = "work"
    all = "all"


class Role(StrEnum):
    """Roles that a person can be invited to."""

    admin = "admin"
    dispatcher = "dispatcher"
    master = "master"


class Seed(StrEnum):
    """What to fill the database with: a made-up company, or what a real one starts from."""

    demo = "demo"
    production = "production"


@app.command()
def demo() -> None:
    """Run everything on this machine: own servers and a stand-in of Telegram where no real ones are set."""
    from workflow import data as data_folder
    from workflow import demo as demo_run
    from workflow.embedded import NotStarted, Unreachable
    from workflow.members import Failed
    from workflow.reaching import Fault

    ours = (data_folder.NotOurs, data_folder.NotMade, data_folder.AlreadyRunning)
    with wrong_settings_told(), one_sentence(NotStarted, Unreachable, Failed, Fault, *ours):
        demo_run.run(data_folder.of_checkout())


@app.command()
def bot() -> None:
    """Run the bot."""
    with quick_imports():
        now = settings()
        from bot.__main__ import main

    serve(main(now))


@app.command()
def web() -> None:
    """Run the web admin."""
    with quick_imports():
        now = settings()
        from webadmin.__main__ import main

    serve(main(now))


@app.command()
def worker(kind: Annotated[Kind, typer.Option(help="What this worker does.")] = Kind.all) -> None:
    """Run a worker: delivery to Telegram, or photos, reports and planning."""
    with quick_imports():
        now = settings()
        from workers.__main__ import main

        if kind is not Kind.work:
            import workers.delivery_tasks  # noqa: F401  # most of its code, and the worker loads it anyway

    serve(main(now, kind.value))


@app.command()
def scheduler() -> None:
    """Run the scheduler that wakes what is due."""
    with quick_imports():
        now = settings()
        from workers.scheduler import main

    serve(main(now))


@app.command()
def migrate() -> None:
    """Bring the database's schema up to date."""
    from domain import db

    applied = asyncio.run(db.migrate(settings()))
    print(f"{len(applied)} migrations applied." if applied else "The schema is up to date.")


@app.command()
def seed(
    what: Annotated[Seed, typer.Argument(help="What to fill it with.")] = Seed.demo,
    sandbox_url: Annotated[str, typer.Option(help="Sandbox to which the demo's people are shown.")] = "",
) -> None:
    """Fill the database, its schema brought up to date: a demo company, or what a real one starts from."""
    with quick_imports():
        now = settings()
        from domain import db
        from seeds import demo as demo_seed
        from seeds import production

    async def fill() -> None:
        await db.migrate(now)
        if what is Seed.production:
            await production.seed(now)
            return
        await demo_seed.seed(now)
        if sandbox_url:
            await demo_seed.introduce_phones(now, sandbox_url)

    asyncio.run(fill())


@app.command()
def invite(
    role: Annotated[Role, typer.Option(help="What the person will be.")],
    name: Annotated[str, typer.Option(help="The person's name, if known.")] = "",
    skills: Annotated[str, typer.Option(help="A master's skills, as washers,fridges.")] = "all",
) -> None:
    """Print a one-time link that makes whoever opens it in Telegram a member of the company."""
    from domain import people
    from domain.errors import Invalid
    from domain.texts import texts

    codes = None if skills == "all" else [code.strip() for code in skills.split(",") if code.strip()]
    now = settings()
    try:
        print(asyncio.run(people.invite_by_cli(role.value, name, codes, now)))
    except Invalid as refusal:
        print(texts("en")(refusal.key, **refusal.values), file=sys.stderr)
        raise typer.Exit(2) from None


@app.command()
def doctor() -> None:
    """Check settings, database, Redis, bot, ports, folders and texts; say what to do about each fault."""
    from workflow import doctor as checks

    take_settings_of_running_demo()
    raise typer.Exit(0 if asyncio.run(checks.report()) else 1)


@app.command()
def reset() -> None:
    """Empty the demo: remove its database, photos and logs."""
    from workflow import data as data_folder

    folder = data_folder.of_checkout()
    with one_sentence(data_folder.NotOurs, data_folder.AlreadyRunning):
        kept = folder.remove()
    print(f"{folder.root} is empty now.")
    for path in kept:
        print(f"Kept, as it was moved aside earlier and may hold data: {path}")


def settings() -> "Settings":
    """The settings of this process, its servers reached for once; or one sentence for each fault, and the end."""
    from domain import settings as product_settings
    from workflow import reaching

    take_settings_of_running_demo()
    with wrong_settings_told():
        found = product_settings.load()
    with one_sentence(reaching.Fault):
        asyncio.run(reaching.servers(found))
    return found


@contextmanager
def wrong_settings_told() -> Iterator[None]:
    """Show one sentence for each wrong setting, and end with code 2."""
    from pydantic import ValidationError

    try:
        yield
    except ValidationError as error:
        from workflow.complaints import wrong_settings

        for sentence in wrong_settings(error):
            print(sentence, file=sys.stderr)
        raise typer.Exit(2) from None


def take_settings_of_running_demo() -> None:
    """Let a command typed beside a running demo act on it, where the environment names nothing else."""
    if os.environ.get("DATABASE_URL"):
        return
    from workflow import data as data_folder
    from workflow.demo import settings_of_running

    for name, value in settings_of_running(data_folder.of_checkout()).items():
        os.environ.setdefault(name, value)


@contextmanager
def one_sentence(*errors: type[Exception]) -> Iterator[None]:
    """Show expected errors as the one sentence that they carry, and end with code 1."""
    try:
        yield
    except errors as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from None


def main() -> None:
    """Run the command line."""
    logging.captureWarnings(capture=True)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    app()

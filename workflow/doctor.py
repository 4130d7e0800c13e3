"""What ``workflow doctor`` looks at: each check says what is well, or raises Fault with what to do."""

import contextlib
import tempfile
import zoneinfo
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import aiohttp
from pydantic import ValidationError

from workflow import reaching
from workflow.complaints import wrong_settings
from workflow.embedded.binaries import NEEDED_EXTENSIONS, OLDEST_POSTGRES
from workflow.embedded.process import is_free
from workflow.reaching import Fault

if TYPE_CHECKING:
    from domain.settings import Settings

Check = Callable[["Settings"], Awaitable[str]]
CLOCK_TOLERANCE = 5.0


async def report() -> bool:
    """Run every check, print a table, and return whether all is well."""
    from domain import settings as product_settings

    try:
        settings = product_settings.load()
    except ValidationError as error:
        for sentence in wrong_settings(error):
            row("settings", sentence, well=False)
        return False
    row("settings", "read", well=True)
    return all([await passes(name, check, settings) for name, check in CHECKS.items()])


async def passes(name: str, check: Check, settings: "Settings") -> bool:
    """Run one check and print its row."""
    try:
        row(name, await check(settings), well=True)
    except Fault as fault:
        row(name, str(fault), well=False)
    except Exception as error:  # one broken check must not hide the others
        row(name, f"could not be checked: {type(error).__name__}: {error}", well=False)
    else:
        return True
    return False


def row(name: str, text: str, *, well: bool) -> None:
    """Print one row of the table."""
    print(f"{'✓' if well else '✗'} {name:<10} {text}")


async def database(settings: "Settings") -> str:
    """PostgreSQL answers, is not too old, and has or can make the extensions."""
    connection = await reaching.database(settings)
    try:
        version = str(await connection.fetchval("SHOW server_version")).split()[0]
        if int(version.partition(".")[0]) < OLDEST_POSTGRES:
            raise Fault(f"PostgreSQL {version} is too old: upgrade the server to {OLDEST_POSTGRES} or newer.")
        known = {record[0] for record in await connection.fetch("SELECT name FROM pg_available_extensions")}
        if missing := sorted(set(NEEDED_EXTENSIONS) - known):
            raise Fault(f"Extensions {', '.join(missing)} are missing: install PostgreSQL's contrib package.")
    finally:
        await connection.close()
    return f"PostgreSQL {version} with {', '.join(NEEDED_EXTENSIONS)}"


async def schema(settings: "Settings") -> str:
    """All migrations of this version are applied."""
    from domain import db

    if not await exists(settings, "aerich"):
        raise Fault("The database is empty: run `workflow migrate`.")
    if pending := await db.pending_migrations(settings):
        raise Fault(f"{len(pending)} migrations are not applied, {pending[0]} first: run `workflow migrate`.")
    return "up to date"


async def redis(settings: "Settings") -> str:
    """Redis answers and never throws keys away."""
    client = await reaching.redis(settings)
    try:
        server = await client.info("server")
        memory = await client.info("memory")
    finally:
        await client.aclose()
    policy = memory.get("maxmemory_policy", "noeviction")
    if policy != "noeviction":
        raise Fault(f"Redis may drop keys ({policy}): set maxmemory-policy noeviction in its configuration.")
    return f"Redis {server['redis_version']}"


async def bot(settings: "Settings") -> str:
    """Telegram knows the bot's token."""
    address = f"{settings.telegram_api_url}/bot{settings.bot_token.get_secret_value()}/getMe"
    try:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(10)) as session:
            said = await (await session.get(address)).json(content_type=None)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        # The error's text could hold the address, and with it the token.
        raise Fault(
            f"{settings.telegram_api_url} does not answer ({type(error).__name__}): check the network and"
            " TELEGRAM_API_URL."
        ) from None
    if not said.get("ok"):
        raise Fault(f"Telegram says “{said.get('description')}”: take BOT_TOKEN anew from @BotFather.")
    return f"@{said['result']['username']}"


async def web(settings: "Settings") -> str:
    """The web admin answers on its port, or the port is free for it."""
    host = settings.web_host if settings.web_host not in {"0.0.0.0", "::"} else "127.0.0.1"  # noqa: S104  # compared
    if await answers(f"http://{host}:{settings.web_port}/healthz"):
        return f"answers at {settings.web_base_url}"
    if not is_free(settings.web_port, host):
        raise Fault(f"Port {settings.web_port} is taken by another program: set WEB_PORT to a free one.")
    return f"port {settings.web_port} is free"


async def answers(url: str) -> bool:
    """Whether this address answers 200."""
    timeout = aiohttp.ClientTimeout(2)
    with contextlib.suppress(aiohttp.ClientError, TimeoutError):
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url) as response:
            return response.status == 200
    return False


async def photos(settings: "Settings") -> str:
    """The folder of photos can be written to."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.data_dir):
            pass
    except OSError as error:
        raise Fault(f"{settings.data_dir} cannot be written ({error.strerror}): correct DATA_DIR.") from error
    return str(settings.data_dir)


async def time(settings: "Settings") -> str:
    """The company's zone is known here, and our clock agrees with the database's."""
    connection = await reaching.database(settings)
    try:
        theirs: datetime = await connection.fetchval("SELECT clock_timestamp()")
        away = abs((datetime.now(UTC) - theirs).total_seconds())
    finally:
        await connection.close()
    if away > CLOCK_TOLERANCE:
        raise Fault(f"This machine and the database differ by {away:.0f} s: set both clocks by NTP.")
    zone = await company_zone(settings) if await exists(settings, "company_setting") else "UTC"
    if zone not in zoneinfo.available_timezones():
        raise Fault(f"The zone {zone} is unknown here: install tzdata, or choose another zone.")
    return f"{zone}, clocks agree"


async def texts(_: "Settings") -> str:
    """Both languages have texts, for the same keys."""
    from babel.messages.pofile import read_po

    from domain.texts import LANGUAGES, LOCALES

    keys: dict[str, set[str]] = {}
    for language in LANGUAGES:
        keys[language] = set()
        for path in sorted((LOCALES / language).glob("*.po")):
            with path.open("rb") as file:
                keys[language] |= {str(text.id) for text in read_po(file) if text.id and text.string}
    everywhere = set[str].intersection(*keys.values())
    if lonely := sorted(set[str]().union(*keys.values()) - everywhere):
        raise Fault(f"{len(lonely)} texts lack a language, {lonely[0]} first: add them in locales/.")
    return f"{len(keys[LANGUAGES[0]])} texts in {', '.join(LANGUAGES)}"


async def company_zone(settings: "Settings") -> str:
    """The company's zone, from its row or the default."""
    from domain import company, db

    await db.connect(settings)
    try:
        return await company.zone()
    finally:
        await db.close()


async def exists(settings: "Settings", table: str) -> bool:
    """Whether the database has this table."""
    connection = await reaching.database(settings)
    try:
        return bool(await connection.fetchval("SELECT to_regclass($1) IS NOT NULL", table))
    finally:
        await connection.close()


CHECKS: dict[str, Check] = {
    "database": database,
    "schema": schema,
    "redis": redis,
    "bot": bot,
    "web": web,
    "photos": photos,
    "time": time,
    "texts": texts,
}

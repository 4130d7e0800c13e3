"""Embedded servers start, keep their data, and recover from whatever was left behind."""

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import asyncpg
import pytest
from redis.asyncio import Redis
from redis.exceptions import RedisError

from workflow.embedded import NotStarted, Unreachable, binaries, postgres, redis, servers
from workflow.embedded.account import servers_account


async def run_sql(url: str, *statements: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            last = await connection.fetchval(statement)
    finally:
        await connection.close()
    return last


async def test_data_outlives_a_restart_on_the_same_ports(folder: Path) -> None:
    with servers(folder) as first:
        await run_sql(first.database_url, "CREATE TABLE kept (word text)", "INSERT INTO kept VALUES ('да')")
        async with Redis.from_url(first.redis_url) as cache:
            await cache.set("kept", "yes")

    with servers(folder) as second:
        assert second == first
        assert await run_sql(second.database_url, "SELECT word FROM kept") == "да"
        async with Redis.from_url(second.redis_url, decode_responses=True) as cache:
            assert await cache.get("kept") == "yes"


async def test_database_has_what_the_product_needs(folder: Path, log: Path) -> None:
    with postgres.run(folder / "pg", log=log, durable=False) as (url, _):
        for extension in binaries.NEEDED_EXTENSIONS:
            await run_sql(url, f"CREATE EXTENSION {extension}")
        assert await run_sql(url, "SELECT lower('ЁЛКА')") == "ёлка"
        assert await run_sql(url, "SHOW server_encoding") == "UTF8"


async def test_demo_waits_for_the_disk_and_tests_do_not(folder: Path, log: Path) -> None:
    for name, durable, fsync in (("demo", True, "on"), ("tests", False, "off")):
        with postgres.run(folder / name, log=log, durable=durable) as (url, _):
            assert await run_sql(url, "SHOW fsync") == fsync


async def test_nobody_enters_without_the_password(folder: Path, log: Path) -> None:
    with postgres.run(folder / "pg", log=log, durable=False) as (url, _):
        address = url.split("@")[1]
        with pytest.raises(asyncpg.InvalidPasswordError):
            await run_sql(f"postgres://workflow:guess@{address}", "SELECT 1")
    with redis.run(folder / "redis", log=log) as (url, _):
        async with Redis.from_url(f"redis://{url.split('@')[1]}") as cache:
            with pytest.raises(RedisError, match=r"(?i)authenticat"):
                await cache.ping()


def test_servers_run_unprivileged_in_a_closed_folder(folder: Path, log: Path) -> None:
    before = stat.S_IMODE(folder.stat().st_mode)
    with postgres.run(folder / "pg", log=log, durable=False):
        pid = (folder / "pg/data/postmaster.pid").read_text().split()[0]
        assert Path(f"/proc/{pid}").stat().st_uid == servers_account().uid != 0
        assert stat.S_IMODE((folder / "pg").stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / "pg/password").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == before


@pytest.mark.skipif(
    os.geteuid() != 0,
    reason="started by an ordinary user the servers run as that user, to whom no folder of his is closed",
)
def test_folder_closed_to_the_servers_is_said_and_not_opened(folder: Path, log: Path) -> None:
    folder.chmod(0o700)
    with pytest.raises(Unreachable, match="WORKFLOW_DATA"), postgres.run(folder / "pg", log=log):
        pass
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


async def test_half_made_data_is_made_anew(folder: Path, log: Path) -> None:
    pg = folder / "pg"
    with postgres.run(pg, log=log, durable=False):
        pass
    (pg / "complete").rename(pg / "making")
    (pg / "data/global/pg_control").unlink()
    with postgres.run(pg, log=log, durable=False) as (url, _):
        assert await run_sql(url, "SELECT 1") == 1
    assert not list(pg.glob("data.aside-*"))


async def test_data_without_our_mark_is_moved_aside_not_deleted(folder: Path, log: Path) -> None:
    pg = folder / "pg"
    (pg / "data").mkdir(parents=True)
    (pg / "data/precious").write_text("not ours")
    with postgres.run(pg, log=log, durable=False) as (url, _):
        assert await run_sql(url, "SELECT 1") == 1
    assert (pg / "data.aside-1/precious").read_text() == "not ours"


async def test_lock_left_by_a_crash_does_not_stop_the_next_start(folder: Path, log: Path) -> None:
    pg = folder / "pg"
    with postgres.run(pg, log=log, durable=False):
        pass
    # After a restart of the machine the number may belong to anybody; here it is ours.
    lock = pg / "data/postmaster.pid"
    lock.write_text(f"{os.getpid()}\n{pg / 'data'}\n1\n5432\n\n127.0.0.1\n0 0\nready   \n")
    with postgres.run(pg, log=log, durable=False) as (url, _):
        assert await run_sql(url, "SELECT 1") == 1


def test_data_of_another_version_is_told_in_a_sentence(folder: Path, log: Path) -> None:
    with postgres.run(folder / "pg", log=log, durable=False):
        pass
    (folder / "pg/data/PG_VERSION").write_text("9\n")
    with (
        pytest.raises(NotStarted, match=r"made by PostgreSQL 9.*make reset"),
        postgres.run(folder / "pg", log=log),
    ):
        pass


async def test_taken_port_is_replaced_by_another(
    folder: Path, log: Path, free_port: Callable[[], int]
) -> None:
    with postgres.run(folder / "pg", log=log, durable=False):
        pass
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", int((folder / "pg/port").read_text())))
        squatter.listen()
        with postgres.run(folder / "pg", log=log, durable=False) as (url, _):
            assert await run_sql(url, "SELECT 1") == 1


async def test_redis_starts_empty_when_its_data_cannot_be_read(folder: Path, log: Path) -> None:
    with redis.run(folder / "redis", log=log):
        pass
    for file in (path for path in (folder / "redis/data").rglob("*") if path.is_file()):
        file.write_bytes(b"REDIS9999 made by a later version")
    with redis.run(folder / "redis", log=log) as (url, _):
        async with Redis.from_url(url) as cache:
            assert await cache.ping()


async def test_redis_never_drops_keys(folder: Path, log: Path) -> None:
    with redis.run(folder / "redis", log=log) as (url, _):
        async with Redis.from_url(url, decode_responses=True) as cache:
            assert await cache.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
            assert await cache.config_get("appendonly") == {"appendonly": "yes"}

"""The command line says what there is, and what is wrong, in sentences."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from workflow.data import CHECKOUT, Data, NotOurs

COMMANDS = ("demo", "bot", "web", "worker", "scheduler", "migrate", "seed", "invite", "doctor", "reset")
GOOD = {
    "DATABASE_URL": "postgres://nobody:none@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "BOT_TOKEN": "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "SECRET_KEY": "k" * 40,
}


def workflow(*arguments: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    bare = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "workflow", *arguments],
        cwd=CHECKOUT,
        env={**bare, "WORKFLOW_DATA": str(folder / "data"), "PYTHONIOENCODING": "utf-8", **settings},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_help_names_every_command(folder: Path) -> None:
    said = workflow("--help", folder=folder)
    assert said.returncode == 0
    assert [name for name in COMMANDS if f" {name} " not in said.stdout] == []


def test_wrong_settings_are_told_in_a_sentence_each(folder: Path) -> None:
    said = workflow("migrate", folder=folder, **{**GOOD, "REDIS_URL": "http://here", "BOT_TOKEN": "secret!"})
    assert said.returncode == 2
    redis, token = said.stderr.splitlines()
    assert redis.startswith("REDIS_URL must begin with redis://")
    assert redis.endswith("; example: REDIS_URL=redis://:secret@127.0.0.1:6379/0")
    assert token.startswith("BOT_TOKEN must be a token")
    assert "secret!" not in said.stderr


def test_missing_setting_is_named_with_an_example(folder: Path) -> None:
    unset = {name: value for name, value in GOOD.items() if name != "REDIS_URL"}
    said = workflow("migrate", folder=folder, **{**unset, "DATABASE_URL": ""})
    assert said.returncode == 2
    assert said.stderr.startswith("DATABASE_URL ")
    assert "postgres://workflow:secret@127.0.0.1:5432/workflow" in said.stderr
    assert "Traceback" not in said.stderr
    assert "set WORKFLOW_DATA as the demo has it, or fill in .env" in said.stderr.splitlines()[-1]


@pytest.mark.parametrize("command", ["web", "worker", "migrate"])
def test_server_that_does_not_answer_is_told_in_a_sentence(folder: Path, command: str) -> None:
    said = workflow(command, folder=folder, **GOOD)
    assert said.returncode == 1
    (line,) = said.stderr.splitlines()
    assert line.startswith("PostgreSQL does not answer (")
    assert line.endswith("): start it, or correct DATABASE_URL.")


def test_doctor_says_what_to_do_about_each_fault(folder: Path) -> None:
    said = workflow(
        "doctor", folder=folder, **GOOD, TELEGRAM_API_URL="http://127.0.0.1:1", DATA_DIR=str(folder)
    )
    assert said.returncode == 1
    faults = [line for line in said.stdout.splitlines() if line.startswith("✗")]
    assert [line.split()[1] for line in faults][:4] == ["database", "schema", "redis", "bot"]
    assert all("could not be checked" not in line for line in faults), said.stdout
    assert GOOD["BOT_TOKEN"] not in said.stdout + said.stderr


def test_reset_removes_only_what_we_made(folder: Path) -> None:
    data = Data(folder / "data")
    data.make()
    (data.files / "photo.jpg").touch()
    (data.root / "postgres/data.aside-1").mkdir(parents=True)
    (data.root / "postgres/data").mkdir()
    said = workflow("reset", folder=folder)
    assert said.returncode == 0
    assert "data.aside-1" in said.stdout
    assert not data.files.exists()
    assert not (data.root / "postgres/data").exists()
    assert (data.root / "postgres/data.aside-1").exists()


def test_folder_of_somebody_else_is_left_alone(folder: Path) -> None:
    (folder / "data").mkdir()
    (folder / "data/thesis.txt").touch()
    with pytest.raises(NotOurs):
        Data(folder / "data").make()
    assert workflow("reset", folder=folder).returncode == 1
    assert (folder / "data/thesis.txt").exists()


LOADED = """
import sys
from domain import db
from workflow import cli
import workers.__main__
from tortoise import Tortoise
Tortoise.init_models(db.tortoise_config("postgres://host/name")["apps"]["models"]["models"], "models")
print(sorted(sys.modules.keys() & {"aiogram", "aerich", "phonenumbers", "holidays"}))
"""


def test_worker_for_computing_loads_no_more_than_it_needs() -> None:
    said = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert said.stdout == "[]\n", said.stderr


def test_make_explains_every_target() -> None:
    said = subprocess.run(["make"], cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout
    phony = next(
        line for line in (CHECKOUT / "Makefile").read_text().splitlines() if line.startswith(".PHONY")
    )
    assert [target for target in phony.split()[1:] if f"make {target} " not in said] == []

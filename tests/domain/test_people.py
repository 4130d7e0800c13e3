"""Invitations and look-ups, AUTH-001, USERS-001."""

import asyncio
import subprocess
import sys
from datetime import timedelta

import pytest

from domain import clock, people
from domain.errors import LinkUsed, NotAllowed
from domain.models import Client, Invitation, Master, OutboxMessage, Person, PersonStatus, Role
from domain.settings import Settings
from tests.cast import ANNA, BORIS, GLEB, PHONE, Cast, actor
from tests.product import ROOT, environment_of


async def invited(cast: Cast, role: Role = Role.MASTER) -> str:
    return await people.invite(by=actor(cast.olga), role=role)


async def test_stranger_becomes_a_master_by_invitation(cast: Cast) -> None:
    gleb = await people.join(await invited(cast), telegram_id=GLEB, name="Глеб", locale="ru")
    assert (gleb.name, gleb.roles, gleb.status) == ("Глеб", ["master"], PersonStatus.ACTIVE)
    assert await Master.exists(person_id=gleb.id)
    assert [row.event for row in await OutboxMessage.filter(person_id=cast.olga.id)] == ["PersonJoined"]


async def test_invitation_works_once(cast: Cast) -> None:
    token = await invited(cast)
    joined = await asyncio.gather(
        *(people.join(token, telegram_id=GLEB + n, name="Глеб", locale="ru") for n in range(5)),
        return_exceptions=True,
    )
    assert sum(isinstance(answer, Person) for answer in joined) == 1
    assert sum(isinstance(answer, LinkUsed) for answer in joined) == 4


async def test_old_or_invented_invitation_is_refused(cast: Cast) -> None:
    token = await invited(cast)
    with clock.moved(timedelta(days=8)), pytest.raises(LinkUsed):
        await people.join(token, telegram_id=GLEB, name="Глеб", locale="ru")
    with pytest.raises(LinkUsed):
        await people.join("i" + "x" * 32, telegram_id=GLEB, name="Глеб", locale="ru")


async def test_token_is_kept_nowhere(cast: Cast) -> None:
    token = await invited(cast)
    assert (await Invitation.get()).token_hash == people.hashed(token) != token


async def test_known_person_gets_the_role_in_addition(cast: Cast) -> None:
    anna = await people.join(await invited(cast, Role.DISPATCHER), telegram_id=ANNA, name="x", locale="en")
    assert (anna.id, anna.name, anna.roles) == (cast.anna.id, cast.anna.name, ["dispatcher", "master"])


async def test_removed_person_does_not_return_by_an_invitation(cast: Cast) -> None:
    await Person.filter(id=cast.boris.id).update(status=PersonStatus.ARCHIVED)
    with pytest.raises(NotAllowed):
        await people.join(await invited(cast), telegram_id=BORIS, name="Борис", locale="ru")
    assert (await Invitation.get()).used_at is None


async def test_invitation_from_the_command_line_takes_skills_of_the_catalogue(
    cast: Cast, db: Settings
) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "workflow", "invite", "--role", "master", *arguments]
        said = subprocess.run(
            command, cwd=ROOT, env=environment_of(db), capture_output=True, text=True, check=False
        )
        assert "Traceback" not in said.stderr
        return said

    refused = run("--skills", "fridges,gardening")
    assert refused.returncode == 2
    assert refused.stderr == "The catalogue has no skill “gardening”. It has: washers, fridges.\n"
    assert run("--skills", "fridges").stdout.startswith("https://t.me/workflow_test_bot?start=i")
    assert (await Invitation.get()).skills == ["fridges"]
    assert run().returncode == 0
    assert await Invitation.filter(skills__contains=["washers", "fridges"]).count() == 1


async def test_skills_of_an_invitation_are_added_to_those_of_a_master(cast: Cast) -> None:
    await Master.filter(person_id=cast.anna.id).update(skills=["washers"])
    token = await people.invite(by=actor(cast.olga), role=Role.MASTER, skills=["fridges"])
    await people.join(token, telegram_id=ANNA, name="Анна", locale="ru")
    assert (await Master.get(person_id=cast.anna.id)).skills == ["washers", "fridges"]


async def test_only_admin_invites(cast: Cast) -> None:
    for person in (cast.vera, cast.anna):
        with pytest.raises(NotAllowed):
            await people.invite(by=actor(person), role=Role.ADMIN)


@pytest.mark.parametrize(
    "text",
    ["ПЁТР", "петр", "клиентов  пётр", "клиент", PHONE, "8 (916) 123-45-67", "4567", "8916", "891612345"],
)
async def test_client_is_found_by_name_or_phone(cast: Cast, text: str) -> None:
    assert [client.id for client in await people.clients_like(text, by=actor(cast.vera))] == [cast.petr.id]


@pytest.mark.parametrize("text", ["", " ", "%", "_", "456", "845", "Сидоров"])
async def test_no_client_is_found_by_nothing(cast: Cast, text: str) -> None:
    assert await people.clients_like(text, by=actor(cast.vera)) == []


async def test_master_looks_up_no_clients(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        await people.clients_like("Пётр", by=actor(cast.anna))


async def test_office_hears_once_of_a_master_out_of_reach(cast: Cast) -> None:
    await people.unreachable(cast.anna.id)
    await people.unreachable(cast.anna.id)
    told = await OutboxMessage.filter(event="MasterUnreachable").values_list("person_id", flat=True)
    assert sorted(told) == [cast.olga.id, cast.vera.id]
    await people.reachable(ANNA)
    assert (await Person.get(id=cast.anna.id)).bot_blocked_at is None


def test_a_company_that_is_the_name_is_not_said_twice() -> None:
    assert people.company_beside(Client(name="Кафе «Мята»", company="Кафе «Мята»")) == ""
    assert people.company_beside(Client(name="Пётр", company="Кафе «Мята»")) == "Кафе «Мята»"

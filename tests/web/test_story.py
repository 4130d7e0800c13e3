"""The history of a visit in words: every step once, with who did it and when; nothing is left out."""

from dataclasses import fields

import pytest

from domain import booking, crew, events, offers, orders, visits, worksheets
from domain.change import change
from domain.events import Event, PhotoAdded, PhotoRejected, PhotoRemoved
from domain.models import Person, Visit
from domain.statuses import Action, Outcome
from domain.story import Told
from domain.texts import LANGUAGES, texts
from tests.cast import (
    ZONE,
    Cast,
    a_visit,
    actor,
    again,
    an_arrived_visit,
    an_assigned_visit,
    an_offered_visit,
    tomorrow,
)
from tests.web.conftest import Site
from tests.web.test_visits import a_reported_visit, brief_of
from webadmin.story import words

# Told to people and never part of a history.
ONLY_TOLD = {events.OfferRepeated, events.OfferWithdrawn, events.VisitUnassigned, events.PhotosReceived}
IN_HISTORY = [
    kind
    for kind in Event.registry.values()
    if kind not in ONLY_TOLD and "visit_id" in {field.name for field in fields(kind)}
]


async def steps(site: Site, person: Person, visit: Visit) -> list[tuple[str, str]]:
    """The lines of the visit's history as this person reads them."""
    return [(line["text"], line["who"]) for line in (await brief_of(site, person, visit))["history"]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", IN_HISTORY, ids=lambda kind: kind.__name__)
def test_every_event_of_a_visit_has_words(kind: type[Event], language: str) -> None:
    values = {field.name: "2026-11-22T12:00:00+00:00" if field.type is str else 1 for field in fields(kind)}
    if "outcome" in values:
        values["outcome"] = "refused"
    if "back_to" in values:
        values["back_to"] = "accepted"
    event = kind(**values)
    assert "web.history" not in words([Told(None, event, None, "Анна")], texts(language), ZONE)  # type: ignore[arg-type]


async def test_offers_answers_and_declines_are_told_with_who_said_so(site: Site, cast: Cast) -> None:
    visit = await an_offered_visit(cast, cast.anna, cast.boris)
    await offers.decline(visit.id, by=actor(cast.anna), reason="Далеко")
    await offers.decline(visit.id, by=actor(cast.boris), reason="Занят")
    await offers.assign(visit.id, cast.anna.id, by=actor(cast.olga), override="Клиент просил её")
    assert await steps(site, cast.vera, visit) == [
        ("Заявка создана", "Вера Диспетчерова"),
        ("Предложили: Анна Мастерова, Борис Мастеров", "Вера Диспетчерова"),
        ("Отказ: Далеко", "Анна Мастерова"),
        ("Отказ: Занят", "Борис Мастеров"),
        ("Назначен мастер: Анна Мастерова. Причина: Клиент просил её", "Ольга Админова"),
    ]


async def test_planning_is_told_as_what_it_was(site: Site, cast: Cast) -> None:
    """Stretched, swapped, with another master, who leads: in the order's history, whosever visit it was."""
    visit, other = (
        await an_assigned_visit(cast),
        await an_assigned_visit(cast, cast.boris, start=tomorrow(17)),
    )
    vera = actor(cast.vera)
    longer = {"starts_at": tomorrow(12), "ends_at": tomorrow(15), "master_id": cast.anna.id}
    await booking.plan(visit.id, **longer, version=visit.version, by=vera, agreed=True)
    helper = await crew.add_master(visit.id, cast.boris.id, by=vera)
    await crew.make_lead(helper.id, by=vera)
    await crew.make_lead(visit.id, by=vera)
    await crew.remove(helper.id, by=vera)
    visit = await again(visit)
    versions = visit.version, other.version
    await booking.swap(visit.id, other.id, versions=versions, by=vera, override="Так ближе")
    assert [text for text, _ in await steps(site, cast.vera, visit)][2:] == [
        "Выезд продлён: завтра, 12:00–15:00, было завтра, 12:00–14:00",
        "Ещё один мастер: Борис Мастеров",
        "Ведущий мастер: Борис Мастеров",
        "Ведущий мастер: Анна Мастерова",
        "Второй мастер больше не нужен: Борис Мастеров",
        f"Поменяли местами с заявкой №{other.order.number}",
        "Выезд перенесён: завтра, 17:00–19:00",
        "Назначен мастер: Борис Мастеров. Причина: Так ближе",
    ]


async def test_return_of_a_report_is_told_with_its_reason(site: Site, cast: Cast) -> None:
    visit = await a_reported_visit(cast)
    await worksheets.send_back(visit.id, by=actor(cast.olga), reason="Нет фото насоса")
    assert (await steps(site, cast.vera, visit))[-2:] == [
        ("Отчёт сдан", "Анна Мастерова"),
        ("Отчёт возвращён: Нет фото насоса", "Ольга Админова"),
    ]


async def test_cancellation_and_silence_are_told(site: Site, cast: Cast) -> None:
    visit = await an_offered_visit(cast, cast.anna)
    await offers.review(visit.id)  # its offer is open: nothing happens
    offer = await visit.offers.all().get()
    await offers.remind(offer.id)
    async with change(actor(cast.vera)) as tx:
        await tx.sql("UPDATE offer SET status = 'withdrawn' WHERE id = $1", offer.id)
    await offers.review(visit.id)
    await orders.cancel(visit.order_id, by=actor(cast.vera), reason="Починили сами")
    assert (await steps(site, cast.vera, visit))[-2:] == [
        ("Никто не принял вовремя", "автоматически"),
        ("Выезд отменён: Починили сами", "Вера Диспетчерова"),
    ]


async def test_work_is_told_step_by_step_and_photos_of_one_go_once(site: Site, cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    async with change(actor(cast.anna)) as tx:
        for number in range(3):
            tx.record(PhotoAdded(visit.order_id, visit.id, number), visit.order_id, visit.id)
        tx.record(PhotoRemoved(visit.order_id, visit.id, 1), visit.order_id, visit.id)
        tx.record(PhotoRejected(visit.order_id, visit.id, 2, "photo.broken"), visit.order_id, visit.id)
        tx.record(PhotoAdded(visit.order_id, visit.id, 2), visit.order_id, visit.id)  # sent again
    for action in (Action.PAUSE, Action.RESUME):
        await visits.act(visit.id, action, by=actor(cast.anna))
    await visits.finish(visit.id, Outcome.CLIENT_ABSENT, by=actor(cast.anna), note="Никто не открыл")
    await worksheets.approve(visit.id, by=actor(cast.vera))
    assert [text for text, _ in await steps(site, cast.vera, visit)][3:] == [
        "Мастер на месте", "Добавлены фото: 2", "Удалены фото: 1", "Не подошли фото: 1", "Добавлены фото: 1",
        "Пауза", "Работа продолжена", "Завершено: клиента не было на месте. Никто не открыл", "Отчёт принят",
    ]  # fmt: skip


async def test_second_visit_begins_with_why_it_is_there(site: Site, cast: Cast) -> None:
    visit = await an_arrived_visit(cast)
    await visits.finish(visit.id, Outcome.SECOND_VISIT, by=actor(cast.anna), note="Заказала насос")
    second = await Visit.filter(order_id=visit.order_id).order_by("-id").first()
    assert second
    assert await steps(site, cast.vera, second) == [("Понадобился ещё один выезд", "")]


async def test_visit_that_was_asked_for_begins_with_what_for(site: Site, cast: Cast) -> None:
    """For a helper it is who he is, for a further visit of the office its reason; each is told once."""
    visit = await an_arrived_visit(cast)
    helper = await crew.add_master(visit.id, cast.boris.id, by=actor(cast.vera))
    assert await steps(site, cast.vera, helper) == [
        ("Ещё один мастер: Борис Мастеров", "Вера Диспетчерова"),
        ("Назначен мастер: Борис Мастеров", "Вера Диспетчерова"),
    ]
    await visits.finish(visit.id, Outcome.CLIENT_ABSENT, by=actor(cast.anna), note="Никто не открыл")
    further = await visits.second_visit(visit.order_id, by=actor(cast.vera), note="Доделать работу")
    assert (await steps(site, cast.vera, further))[-1] == (
        "Нужен ещё один выезд: Доделать работу",
        "Вера Диспетчерова",
    )
    assert "Понадобился" not in str(await steps(site, cast.vera, further))


async def test_history_of_one_visit_holds_nothing_of_another(site: Site, cast: Cast) -> None:
    visit, other = await an_assigned_visit(cast), await a_visit(cast)
    await orders.cancel(other.order_id, by=actor(cast.vera), reason="Передумали")
    assert len(await steps(site, cast.vera, await again(visit))) == 2

"""The main path through real processes, by polling and by webhook, and what interrupts it."""

import asyncio
import re

from domain import db
from domain.models import Draft, HistoryEntry, InboxUpdate, Order, Person, Role
from domain.settings import Settings
from sandbox.pytest import Phone, Telegram
from tests.cast import Cast, an_offered_visit
from tests.product import Processes
from tests.telegram import path
from tests.waiting import emptied_redis, handled, until

Phones = dict[str, Phone]


async def test_an_order_goes_from_the_office_to_an_approved_report(phones: Phones) -> None:
    await path.walk(phones)


async def test_the_same_by_webhook(webhook_phones: Phones) -> None:
    await path.walk(webhook_phones)
    await handled()


async def test_gleb_becomes_a_master_by_an_invitation_that_works_once(phones: Phones, cast: Cast) -> None:
    olga, gleb, anna = phones["olga"], phones["gleb"], phones["anna"]
    await gleb.send("/start")
    await gleb.sees("по приглашениям")
    await olga.send("/invite")
    await olga.sees("Кого приглашаем?")
    await olga.press("Мастер")
    await olga.press("Всё сразу")
    link = await olga.sees("t.me/workflow_test_bot?start=")
    token = re.search(r"start=([\w-]+)", link["text"])
    assert token is not None
    await gleb.send(f"/start {token[1]}")
    await gleb.sees("Вы здесь как мастер")
    joined = await Person.get(telegram_id=cast.gleb)
    assert joined.roles == [Role.MASTER.value]
    await anna.send(f"/start {token[1]}")
    await anna.sees("Ссылка уже использована")


async def test_redis_emptied_in_the_middle_of_a_dialog_keeps_what_was_typed(
    phones: Phones,
) -> None:
    vera = phones["vera"]
    await vera.send("/neworder")
    await vera.sees("Кто звонит?")
    await vera.send("89165550011 Смирнова Мария")
    asked = await vera.sees("Куда ехать?")
    await emptied_redis()
    await vera.press("Назад", on=asked["message_id"])
    await vera.sees("окно устарело")
    await vera.sees("Куда ехать?", "Смирнова Мария", after=asked["message_id"])
    await vera.send("Москва, ул. Покровка, 27")
    await vera.sees("Где это на карте?", "Покровка, 27")


async def test_bot_killed_between_effect_and_picture_draws_the_chat_at_its_next_start(
    phones: Phones, product: Processes
) -> None:
    vera = phones["vera"]
    await vera.send("/neworder")
    await vera.sees("Кто звонит?")
    product.kill("bot")
    # What a process leaves that dies right after the commit: the effect, and no picture.
    await vera.send("89165550011 Смирнова Мария")
    draft = await Draft.get()
    draft.data = {"client_phone": "+79165550011", "client_name": "Смирнова Мария"}
    draft.step = "NewOrder:address"
    await draft.save()
    before = await vera.last_id()
    product.start("bot")
    await vera.sees("Куда ехать?", "Смирнова Мария", after=before)


async def test_a_message_sent_while_the_bot_is_down_is_handled_when_it_is_back(
    phones: Phones, product: Processes
) -> None:
    vera = phones["vera"]
    product.end("bot")
    await vera.send("/neworder")
    product.start("bot")
    await vera.sees("Кто звонит?")


async def test_a_database_that_is_away_for_a_moment_ends_no_process(
    phones: Phones, settings: Settings, product: Processes, cast: Cast
) -> None:
    await an_offered_visit(cast)
    elsewhere = await db.raw_connection(f"{settings.database_url.rpartition('/')[0]}/postgres")
    database = settings.database_url.rpartition("/")[2]
    await elsewhere.execute(f"ALTER DATABASE {database} ALLOW_CONNECTIONS false")
    try:
        await elsewhere.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", database
        )
        for name in product.running:
            await until(lambda name=name: feels(name, product))  # type: ignore[misc]
    finally:
        await elsewhere.execute(f"ALTER DATABASE {database} ALLOW_CONNECTIONS true")
        await elsewhere.close()
    await phones["anna"].press("Принять")
    await phones["anna"].sees("принята мастером")
    assert [process.poll() for process in product.running.values()] == [None, None, None]


async def feels(name: str, product: Processes) -> bool:
    """Whether a process says in its log that the database is away."""
    return "not currently accepting connections" in (product.logs / f"{name}.log").read_text()


async def test_tripled_delivery_has_one_effect(phones: Phones, cast: Cast, telegram: Telegram) -> None:
    visit = await an_offered_visit(cast)
    await phones["anna"].press("Принять")
    await phones["anna"].sees("принята мастером")
    telegram.redeliver(times=3)
    await phones["anna"].quiet()
    assert await HistoryEntry.filter(visit_id=visit.id, event="VisitAccepted").count() == 1


async def test_double_tap_on_create_makes_one_order(phones: Phones) -> None:
    vera = phones["vera"]
    await path.an_order_is_previewed(vera)
    preview = await vera.sees("Проверьте заявку", button="Создать заявку")
    create = preview["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await asyncio.gather(*(vera.tap(preview["message_id"], create) for _ in range(3)))
    await vera.sees("ждёт мастера", button="Назначить мастера")
    await vera.quiet()
    assert await Order.all().count() == 1


async def test_card_of_last_month_answers_with_a_sentence_and_a_fresh_card(
    phones: Phones, cast: Cast
) -> None:
    anna, boris = phones["anna"], phones["boris"]
    visit = await an_offered_visit(cast)
    old = [(phone, await phone.sees("предлагают заявку", button="Отказаться")) for phone in (anna, boris)]
    await anna.press("Принять")
    await anna.sees("принята мастером")
    for phone, shown in old:
        await phone.tap(shown["message_id"], f"v:decline:{visit.id}:{visit.version}")
    said = await anna.sees("изменилась")
    await anna.sees("принята мастером", after=said["message_id"])
    await boris.sees(f"Предложение по заявке №{visit.order.number} больше не действует.")


async def test_forged_buttons_and_commands_of_another_role_do_nothing(phones: Phones, cast: Cast) -> None:
    visit = await an_offered_visit(cast)
    gleb, anna = phones["gleb"], phones["anna"]
    await gleb.send("/start")
    await gleb.tap(1, f"v:accept:{visit.id}:{visit.version}")
    await anna.send("/neworder")
    await anna.sees("недоступно")
    await anna.tap(1, f"v:approve:{visit.id}:{visit.version}")
    await anna.tap(1, "v:nonsense:1:1")
    await anna.tap(1, "v:accept:99999999:1")
    await anna.quiet()
    assert await HistoryEntry.filter(event__in=["VisitAccepted", "ReportApproved"]).count() == 0
    assert await InboxUpdate.exclude(error="").count() == 0

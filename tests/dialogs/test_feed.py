"""A master subscribes to his visits in his phone's own calendar."""

from typing import Any

from dialogs.wire import make_bot
from domain import feeds
from domain.locks import Locks
from domain.models import Feed, FeedScope, OutboxMessage
from domain.settings import Settings
from sandbox.pytest import Phone
from tests.cast import Cast, actor, an_accepted_visit
from tests.dialogs.at_work import labels
from workers.delivery import deliver_outbox


async def deliver(db: Settings, held: Locks) -> None:
    """What the worker does beside the bot."""
    bot = make_bot(db)
    await deliver_outbox(bot, held)
    await bot.session.close()


async def ended(phone: Phone, sent: dict[str, Any]) -> bool:
    """Whether the message that showed a link says that it opens nothing any more."""
    left = next(one for one in await phone.messages() if one["message_id"] == sent["message_id"])
    return "больше не действует" in left["text"] and "reply_markup" not in left


async def test_a_link_is_got_renewed_and_revoked(db: Settings, cast: Cast, anna: Phone, held: Locks) -> None:
    await an_accepted_visit(cast)
    await anna.send("/schedule")
    await anna.press("Подписаться на календарь")
    await anna.sees("Подписка на календарь", "Ссылки пока нет", button="Получить ссылку")
    await anna.press("Получить ссылку")
    sent = await anna.sees("Ссылка на ваш календарь", button="Скопировать ссылку")
    assert sent["has_protected_content"]
    (opens,), (copies,) = sent["reply_markup"]["inline_keyboard"]
    token = opens["url"].rpartition("/")[2]
    assert copies["copy_text"]["text"] == f"{opens['url']}.ics"
    feed, owner = await feeds.feed_by(token)
    assert owner.id == cast.anna.id
    shown = await anna.sees("Её ещё ни разу не открывали", button="Отозвать ссылку")
    assert "Получить ссылку" not in labels(shown)
    await anna.press("Новая ссылка вместо старой")
    renewed = await anna.sees("Ссылка на ваш календарь", after=sent)
    await anna.quiet()
    assert await Feed.filter(revoked_at__isnull=True).exclude(id=feed.id).count() == 1
    await deliver(db, held)
    assert await ended(anna, sent)
    await anna.press("Отозвать ссылку")
    await anna.press("Назад", on=await anna.sees("Отозвать ссылку?", "перестанут обновляться"))
    assert await Feed.filter(revoked_at__isnull=True).count() == 1
    await anna.press("Отозвать ссылку")
    await anna.press("Да, отозвать")
    await anna.sees("Ссылки пока нет")
    await deliver(db, held)
    assert await ended(anna, renewed)
    await anna.does_not_see(button="Открыть и подписаться")
    assert await Feed.filter(revoked_at__isnull=True).count() == 0
    await anna.press("Назад")
    await anna.sees("Сегодня, ", button="Подписаться на календарь")


async def test_a_link_that_ends_elsewhere_says_so_in_the_chat(
    db: Settings, cast: Cast, anna: Phone, held: Locks
) -> None:
    await anna.send("/schedule")
    await anna.press("Подписаться на календарь")
    await anna.press("Получить ссылку")
    first = await anna.sees("Ссылка на ваш календарь")
    await anna.quiet()
    await deliver(db, held)
    assert not await ended(anna, first)  # as long as it opens something
    await feeds.revoke(FeedScope.PERSONAL, by=actor(cast.anna))
    await deliver(db, held)
    assert await ended(anna, first)
    made = await feeds.make(FeedScope.PERSONAL, by=actor(cast.anna))  # on the site, where no message shows it
    await feeds.revoke(FeedScope.PERSONAL, by=actor(cast.anna))
    assert not await feeds.shown(made, first["message_id"])  # too late
    assert await OutboxMessage.filter(event="FeedLinkEnded").count() == 1

"""A master subscribes to his visits in his phone's own calendar."""

from domain import feeds
from domain.models import Feed
from sandbox.pytest import Phone
from tests.cast import Cast, an_accepted_visit
from tests.dialogs.at_work import labels


async def test_a_link_is_got_renewed_and_revoked(cast: Cast, anna: Phone) -> None:
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
    await anna.sees("Ссылка на ваш календарь", after=sent)
    await anna.quiet()
    assert await Feed.filter(revoked_at__isnull=True).exclude(id=feed.id).count() == 1
    left = next(one for one in await anna.messages() if one["message_id"] == sent["message_id"])
    assert ("больше не действует" in left["text"], "reply_markup" in left) == (True, False)
    await anna.press("Отозвать ссылку")
    await anna.press("Назад", on=await anna.sees("Отозвать ссылку?", "перестанут обновляться"))
    assert await Feed.filter(revoked_at__isnull=True).count() == 1
    await anna.press("Отозвать ссылку")
    await anna.press("Да, отозвать")
    await anna.sees("Ссылки пока нет")
    await anna.does_not_see(button="Открыть и подписаться")
    assert await Feed.filter(revoked_at__isnull=True).count() == 0
    await anna.press("Назад")
    await anna.sees("Сегодня, ", button="Подписаться на календарь")

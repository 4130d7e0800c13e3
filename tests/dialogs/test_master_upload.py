"""Photos of a visit, however they come, BOT-004."""

import pytest

from domain import inbox
from domain.models import Draft, InboxUpdate, Photo, PhotoKind
from sandbox.pytest import Phone, Telegram
from tests.cast import Cast, an_arrived_visit, tomorrow
from tests.dialogs.at_work import kinds
from tests.pictures import jpeg


async def test_photos_go_to_the_only_visit_under_way(cast: Cast, anna: Phone) -> None:
    visit = await an_arrived_visit(cast)
    await anna.attach(("a.jpg", jpeg()))
    await anna.attach(("b.jpg", jpeg(640)), ("c.jpg", jpeg(700)))
    assert await kinds(visit, 3) == [PhotoKind.BEFORE, PhotoKind.AFTER, PhotoKind.AFTER]


async def test_an_album_shows_one_thing(cast: Cast, anna: Phone) -> None:
    visit = await an_arrived_visit(cast)
    await anna.attach(*((f"{n}.jpg", jpeg(600 + n)) for n in range(4)))
    assert await kinds(visit, 4) == [PhotoKind.BEFORE] * 4


async def test_the_window_of_photos_says_before_or_after(cast: Cast, anna: Phone) -> None:
    visit = await an_arrived_visit(cast)
    await anna.send("/upload")
    await anna.sees("До: 0, нужно 1", "Следующие фото — до работы", button="🔘 Следующие: до")
    await anna.press("Следующие: после")
    await anna.sees("Следующие фото — после работы", button="🔘 Следующие: после")
    await anna.send("готово?")
    await anna.sees("жду фото")
    await anna.attach(("after.jpg", jpeg()))
    await anna.sees("⏳ После: 1, обрабатывается: 1", "До: 0, нужно 1")
    assert await kinds(visit, 1) == [PhotoKind.AFTER]
    await anna.press("Готово")
    await anna.sees("закончили")
    await anna.sees("ул. Покровка", button="Завершить")


async def test_photos_of_an_unclear_visit_wait_for_a_word(cast: Cast, anna: Phone) -> None:
    first, second = await an_arrived_visit(cast), await an_arrived_visit(cast, start=tomorrow(16))
    await anna.attach(("a.jpg", jpeg()), ("b.jpg", jpeg(640)))
    await anna.attach(("c.jpg", jpeg(700)))
    await anna.sees("К какой прикрепить 3 фото?", button=f"№{first.order.number}")
    await anna.press(f"№{second.order.number}")
    await anna.sees(f"К заявке №{second.order.number}: 3 фото")
    assert await kinds(second, 3) == [PhotoKind.BEFORE, PhotoKind.BEFORE, PhotoKind.AFTER]
    assert await kinds(first, 0) == []
    assert not await Draft.exists(kind="upload")


async def test_photos_of_an_unclear_visit_can_be_left_out(cast: Cast, anna: Phone) -> None:
    await an_arrived_visit(cast)
    await an_arrived_visit(cast, start=tomorrow(16))
    await anna.attach(("a.jpg", jpeg()))
    await anna.press("Не прикреплять")
    await anna.sees("никуда не прикреплены")
    assert await Photo.all().count() == 0
    assert not await Draft.exists(kind="upload")


async def test_the_same_photo_is_taken_once(cast: Cast, anna: Phone) -> None:
    visit = await an_arrived_visit(cast)
    await anna.attach(("a.jpg", jpeg()))
    assert await kinds(visit, 1) == [PhotoKind.BEFORE]
    sent = (
        await InboxUpdate.filter(payload__contains={"message": {"chat": {"id": anna.id}}})
        .order_by("-id")
        .first()
    )
    assert sent is not None
    forwarded = {**sent.payload["message"], "message_id": 900_000}
    await inbox.store([{"update_id": sent.update_id + 1_000_000, "message": forwarded}])
    await anna.sees("Это фото уже есть")
    assert await kinds(visit, 1) == [PhotoKind.BEFORE]


async def test_what_is_no_photo_gets_a_sentence(
    cast: Cast, anna: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    await anna.attach(("a.jpg", jpeg()))
    await anna.sees("Сейчас нет заявки в работе")
    await an_arrived_visit(cast)
    await anna.attach(("act.pdf", b"%PDF-1.4"), as_="document")
    await anna.sees("Это не фото")
    monkeypatch.setattr("dialogs.master.upload.receiving.MOST_BYTES", 100)
    await anna.attach(("b.jpg", jpeg()), as_="document")
    await anna.sees("Файл больше")
    assert await Photo.all().count() == 0


async def test_the_office_sends_no_photos(vera: Phone) -> None:
    await vera.attach(("a.jpg", jpeg()))
    await vera.sees("Фото к заявкам присылают мастера")


async def test_a_stranger_with_a_photo_is_told_how_one_gets_in(
    cast: Cast, anna: Phone, telegram: Telegram
) -> None:
    gleb = telegram.phone("Gleb", id=cast.gleb, language_code="en")
    await gleb.send("/start")
    await gleb.sees("by invitation")
    before = await gleb.last_id()
    await gleb.attach(("a.jpg", jpeg()))
    await gleb.sees("by invitation", after=before)

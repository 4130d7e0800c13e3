"""Photos put right: looked at, said to be before or after, deleted, BOT-004."""

import asyncio

import pytest

from dialogs.wire import make_bot
from domain import photos, storage, worksheets
from domain.imaging import Picture
from domain.locks import Locks
from domain.models import AuditEntry, Photo, PhotoKind, Visit
from domain.settings import Settings
from sandbox.pytest import Phone
from tests.cast import Cast, actor, an_accepted_visit, an_arrived_visit
from tests.dialogs.at_work import WORKS, a_report_at_its_preview, kinds, labels
from tests.pictures import jpeg
from tests.waiting import PATIENCE, emptied_redis
from workers.delivery import deliver_outbox

BEFORE, AFTER = PhotoKind.BEFORE, PhotoKind.AFTER


async def kept(cast: Cast, visit: Visit, *wanted: PhotoKind) -> list[Photo]:
    """Photos of anna's visit that the workers have made ready."""
    ready = []
    for n, kind in enumerate(wanted):
        photo = await photos.add(
            visit.id, by=actor(cast.anna), kind=kind, file_id=f"f{n}", file_unique_id=f"{visit.id}-{n}"
        )
        assert photo is not None
        key = storage.new_key()
        assert await photos.fetched(photo.id, key, 1000)
        storage.put(key, "screen", jpeg(640 + n))
        assert await photos.ready(photo.id, Picture(800, 600, 90_000))
        ready.append(photo)
    return ready


async def opened(anna: Phone) -> dict:
    """The list of the photos, from the window that takes them."""
    await anna.send("/upload")
    await anna.press("Посмотреть и поправить")
    return await anna.sees("Фото к заявке", "Нажмите на фото")


async def pictures(phone: Phone) -> list[dict]:
    """The pictures the bot shows in the chat."""
    return [m for m in await phone.messages() if "photo" in m and not m["out"]]


async def test_a_photo_is_looked_at_and_said_to_be_after(cast: Cast, anna: Phone) -> None:
    visit = await an_arrived_visit(cast)
    await kept(cast, visit, BEFORE, BEFORE)
    listed = await opened(anna)
    assert [label[:11] for label in labels(listed)[:2]] == ["📷 1 · до · ", "📷 2 · до · "]
    await anna.press("📷 2")
    window = await anna.sees("Фото 2 — до работы", button="🔘 Это до")
    [picture] = await pictures(anna)
    assert picture["caption"] == "Фото 2"
    assert picture["message_id"] < window["message_id"]
    await anna.press("Это после")
    await anna.sees("Фото 2 — после работы", button="🔘 Это после")
    await anna.press("Назад")
    await anna.sees("Нажмите на фото", button="📷 2 · после")
    await anna.quiet()
    assert await pictures(anna) == []
    await anna.press("Назад")
    await anna.sees("✅ До: 1", "✅ После: 1")
    assert await kinds(visit, 2) == [BEFORE, AFTER]


async def test_a_photo_is_deleted_after_one_question(cast: Cast, anna: Phone) -> None:
    visit = await an_arrived_visit(cast)
    first, second = await kept(cast, visit, BEFORE, AFTER)
    await opened(anna)
    await anna.press("📷 1")
    await anna.press("Удалить")
    await anna.sees("Удалить фото 1 (до работы", button="Нет, оставить")
    await anna.press("Нет, оставить")
    await anna.sees("Фото 1 — до работы")
    await anna.press("Удалить")
    yes = await anna.button("Да, удалить")
    await asyncio.gather(*(anna.tap(*yes) for _ in range(2)))
    listed = await anna.sees("Нажмите на фото", button="📷 1 · после")
    await anna.quiet()
    assert len(labels(listed)) == 2
    assert await pictures(anna) == []
    assert await Photo.all().values_list("id", flat=True) == [second.id]
    assert (await AuditEntry.get(action="photo.removed")).data["photo_id"] == first.id
    key = (await Photo.get()).storage_key
    assert [path.name for path in storage.path(key, "screen").parent.parent.iterdir()] == [key]


async def test_a_double_tap_shows_a_photo_once_with_its_buttons_below(cast: Cast, anna: Phone) -> None:
    await kept(cast, await an_arrived_visit(cast), BEFORE)
    await opened(anna)
    press = await anna.button("📷 1")
    await asyncio.gather(*(anna.tap(*press, wait=PATIENCE) for _ in range(2)))
    await anna.quiet()
    [picture] = await pictures(anna)
    window = await anna.sees("Фото 1 — до работы", button="Удалить")
    assert [m["message_id"] for m in await anna.messages()][-2:] == [
        picture["message_id"],
        window["message_id"],
    ]


async def test_what_is_still_coming_has_no_picture_and_is_put_right_all_the_same(
    cast: Cast, anna: Phone
) -> None:
    visit = await an_arrived_visit(cast)
    await anna.attach(("a.jpg", jpeg()))
    assert await kinds(visit, 1) == [BEFORE]
    await opened(anna)
    await anna.press("⏳ 1")
    await anna.sees("Фото 1 — до работы", "Ещё загружается")
    assert await pictures(anna) == []
    await anna.press("Удалить")
    await anna.press("Да, удалить")
    await anna.sees("Пока ни одного")
    assert not await Photo.exists()


async def test_a_photo_whose_file_is_lost_says_so_and_can_be_deleted(cast: Cast, anna: Phone) -> None:
    lost, _ = await kept(cast, await an_arrived_visit(cast), BEFORE, BEFORE)
    storage.remove((await Photo.get(id=lost.id)).storage_key)
    await opened(anna)
    await anna.press("📷 1")
    await anna.sees("Фото 1 — до работы", "Файл этого фото на сервере пропал", button="Удалить")
    assert await pictures(anna) == []
    await anna.press("Назад")
    await anna.press("📷 2")
    shown = await anna.sees("Фото 2 — до работы")
    assert "пропал" not in shown["text"]
    assert [picture["caption"] for picture in await pictures(anna)] == ["Фото 2"]


@pytest.mark.parametrize(
    ("locale", "caption", "said"),
    [
        ("ru", "До работы", "⚠️ 2 фото не показать: файлы пропали с сервера."),
        ("en", "Before the work", "⚠️ 2 photos can't be shown: their files are lost on our server."),
    ],
)
async def test_photos_whose_files_are_lost_are_left_out_of_the_albums_once(
    cast: Cast, vera: Phone, locale: str, caption: str, said: str
) -> None:
    cast.vera.locale = locale
    await cast.vera.save()
    visit = await an_arrived_visit(cast)
    first, *_, after = await kept(cast, visit, BEFORE, BEFORE, BEFORE, AFTER)
    for photo in (first, after):
        storage.remove((await Photo.get(id=photo.id)).storage_key)
    await vera.send(f"/find {visit.order.number}")
    await vera.press("🖼")
    told = await vera.sees(said)
    await vera.send("/menu")  # the chat goes on
    await vera.quiet()
    assert await vera.last_id() > told["message_id"]
    assert [picture.get("caption", "") for picture in await pictures(vera)] == [caption, ""]


async def test_the_preview_of_a_report_leads_to_its_photos_and_back(cast: Cast, anna: Phone) -> None:
    visit = await a_report_at_its_preview(cast, anna)
    await anna.press("✏️ Фото")
    await anna.sees("Фото к заявке", "Пока ни одного")
    await anna.attach(("a.jpg", jpeg()))
    await anna.sees("Нажмите на фото", button="⏳ 1 · до")
    assert await kinds(visit, 1) == [BEFORE]
    await anna.press("⏳ 1")
    await anna.press("Это после")
    await anna.press("Назад")
    await anna.press("Назад")
    await anna.sees("До: 0, после: 1", WORKS)


async def test_a_handed_in_report_keeps_its_photos(cast: Cast, anna: Phone) -> None:
    visit = await an_arrived_visit(cast)
    await kept(cast, visit, BEFORE, AFTER)
    listed = await opened(anna)
    await anna.press("📷 1")
    await anna.sees("Фото 1 — до работы", button="Удалить")
    report = worksheets.Report(WORKS, (), 30)
    await worksheets.submit(visit.id, report, by=actor(cast.anna))
    await anna.press("Удалить")
    await anna.sees("С этим фото больше ничего не сделать", after=listed["message_id"])
    await anna.press("Назад")
    await anna.sees("С этой заявкой больше ничего не сделать", button="Назад")
    assert await Photo.all().count() == 2


async def test_photos_of_a_lost_visit_are_not_shown(cast: Cast, anna: Phone) -> None:
    visit = await an_arrived_visit(cast)
    await kept(cast, visit, BEFORE)
    await opened(anna)
    await Visit.filter(id=visit.id).update(master_id=cast.boris.id)
    await anna.press("📷 1")
    await anna.sees("С этим фото больше ничего не сделать", button="Назад")
    assert await pictures(anna) == []


async def test_an_emptied_redis_leads_back_to_the_window_of_the_draft(cast: Cast, anna: Phone) -> None:
    visit = await an_arrived_visit(cast)
    await kept(cast, visit, BEFORE)
    await opened(anna)
    await emptied_redis()
    await anna.press("📷 1")
    said = await anna.sees("Это окно устарело")
    await anna.sees("✅ До: 1", after=said["message_id"])


async def test_many_photos_have_pages(cast: Cast, anna: Phone) -> None:
    visit = await an_arrived_visit(cast)
    await kept(cast, visit, *[BEFORE] * 8)
    listed = await opened(anna)
    assert len(listed["reply_markup"]["inline_keyboard"]) == 8
    await anna.press("›")
    await anna.press("📷 8")
    await anna.sees("Фото 8 — до работы")


async def acknowledged(visit: Visit, settings: Settings, held: Locks) -> None:
    """The workers have made ready what was sent, and the sender is told."""
    every = await Photo.filter(visit_id=visit.id)
    for photo in every:
        await photos.fetched(photo.id, storage.new_key(), 1000)
        await photos.ready(photo.id, Picture(800, 600, 90_000))
    await photos.acknowledge(visit.id, every[0].media_group_id or str(every[0].id))
    bot = make_bot(settings)
    await deliver_outbox(bot, held)
    await bot.session.close()


async def test_what_was_just_sent_is_said_to_be_after_by_one_tap(
    cast: Cast, anna: Phone, settings: Settings, held: Locks
) -> None:
    visit = await an_arrived_visit(cast)
    await anna.send("/upload")
    await anna.sees("Следующие фото")
    await anna.attach(("a.jpg", jpeg()), ("b.jpg", jpeg(640)))
    assert await kinds(visit, 2) == [BEFORE, BEFORE]
    window = await anna.sees("⏳ До: 2, обрабатывается: 2", "После: 0, нужно 1")
    await acknowledged(visit, settings, held)
    assert (await anna.sees("✅ До: 2\n"))["message_id"] == window["message_id"]
    told = await anna.sees("принято 2 фото", button="🔘 Это до")
    assert labels(told) == ["🔘 Это до", "Это после", f"Открыть №{visit.order.number}"]
    after = await anna.button("Это после", on=told)
    taps = await asyncio.gather(*(anna.tap(*after, wait=PATIENCE) for _ in range(2)))
    assert {tap["answer"]["text"] for tap in taps} == {"Записал: после работы."}
    await anna.sees("принято 2 фото", button="🔘 Это после")
    seen = await anna.sees("✅ После: 2", "До: 0, нужно 1")
    assert seen["message_id"] == window["message_id"]
    await anna.quiet()
    assert await anna.last_id() == told["message_id"]
    assert await kinds(visit, 2) == [AFTER, AFTER]


async def test_photos_of_a_report_handed_in_stay_what_they_are(
    cast: Cast, anna: Phone, settings: Settings, held: Locks
) -> None:
    cast.washers.photos_after = 0
    await cast.washers.save()
    visit = await an_arrived_visit(cast)
    await anna.attach(("a.jpg", jpeg()))
    await kinds(visit, 1)
    await acknowledged(visit, settings, held)
    told = await anna.sees("принято 1 фото", button="🔘 Это до")
    await worksheets.submit(visit.id, worksheets.Report(WORKS, (), 30), by=actor(cast.anna))
    await anna.press("Это после", on=told)
    await anna.sees("Сейчас так сделать нельзя")
    [seen] = [m for m in await anna.messages() if m["message_id"] == told["message_id"]]
    assert labels(seen) == [f"Открыть №{visit.order.number}"]
    assert await kinds(visit, 1) == [BEFORE]


async def test_before_the_arrival_there_is_nothing_to_choose(
    cast: Cast, anna: Phone, settings: Settings, held: Locks
) -> None:
    visit = await an_accepted_visit(cast)
    await anna.send("/upload")
    await anna.sees("Следующие фото")
    await anna.attach(("a.jpg", jpeg()))
    await kinds(visit, 1)
    await acknowledged(visit, settings, held)
    assert labels(await anna.sees("принято 1 фото")) == [f"Открыть №{visit.order.number}"]


@pytest.mark.parametrize("locale", ["ru", "en"])
async def test_every_window_of_photos_speaks_the_language(cast: Cast, anna: Phone, locale: str) -> None:
    cast.anna.locale = locale
    await cast.anna.save()
    visit = await an_arrived_visit(cast)
    await kept(cast, visit, BEFORE)
    await anna.send(f"/upload {visit.order.number}")
    seen = []
    for press in ("🖼", "📷 1", "🗑", "🗑"):
        await anna.press(press)
        await anna.quiet()
        seen.append((await anna.messages())[-1])
    shown = " ".join(word for window in seen for word in [window["text"], *labels(window)])
    assert "photos." not in shown
    assert "{" not in shown
    assert any("а" <= letter <= "я" for letter in shown) is (locale == "ru")

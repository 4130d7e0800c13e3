"""What stands in a message on the page of phones, and what opens from it: media, polls, inline mode, Mini Apps."""

import io
import wave
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import FormData, web
from PIL import Image
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import session_fixture
from tests.browser.phones import ANNA, BORIS, TOKEN, VERA, Bot, picture, sim, started, write
from tests.waiting import until

APP = """<!doctype html><script src="{sandbox}/telegram-web-app.js"></script>
<p id="who"></p><p id="said"></p><button id="ask">Ask</button>
<script>
  const app = Telegram.WebApp;
  const say = (text) => {{ said.textContent = text; }};
  who.textContent = app.initDataUnsafe.user?.first_name ?? "nobody";
  app.onEvent("themeChanged", () => say(app.colorScheme));
  app.BackButton.show().onClick(() => {{ app.BackButton.hide(); say("back"); }});
  app.MainButton.setText("Send").show().onClick(() => app.sendData("order 7"));
  ask.onclick = () => app.showConfirm("Delete it?", (sure) => say(`sure: ${{sure}}`));
  app.expand();
  app.enableClosingConfirmation();
</script>"""


@session_fixture
async def app(sandbox: str) -> AsyncIterator[str]:
    """The address of a Mini App."""

    async def page(_: web.Request) -> web.Response:
        return web.Response(text=APP.format(sandbox=sandbox), content_type="text/html")

    server = web.Application()
    server.router.add_get("/", page)
    runner = web.AppRunner(server)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    await runner.cleanup()


@pytest.fixture
async def anna(page: Page) -> Locator:
    """Anna's phone."""
    return await started(page, ANNA)


async def test_each_kind_stands_in_its_own_form(anna: Locator, bot: Bot) -> None:
    await upload(bot, "sendAudio", audio=sound(), title="Cantaloupe", performer="Herbie", duration="63")
    await expect(anna.locator(".music").last).to_contain_text("CantaloupeHerbie1:03")
    await upload(bot, "sendVideo", video=("film.mp4", b"no film", "video/mp4"), duration="61")
    await expect(newest(anna, ".photo")).to_contain_text("cannot play")
    await upload(bot, "sendVideoNote", video_note=("note.mp4", b"no film", "video/mp4"), duration="5")
    await expect(newest(anna, ".round-video")).to_contain_text("cannot play")
    await upload(bot, "sendAnimation", animation=("wave.gif", gif(), "image/gif"))
    await expect(newest(anna, ".photo")).to_contain_text("GIF")
    await upload(bot, "sendDocument", document=("act.pdf", b"%PDF" * 256, "application/pdf"))
    await expect(newest(anna, "a.file")).to_contain_text("act.pdf1 KB")
    await expect(newest(anna, "a.file")).to_have_attribute("download", "act.pdf")
    await bot.call("sendDice", chat_id=ANNA, emoji="🏀")
    await expect(newest(anna, '[data-role="dice"]')).to_contain_text(": ")
    await bot.call("sendContact", chat_id=ANNA, phone_number="+79161234567", first_name="Petr")
    await expect(newest(anna, ".contact")).to_contain_text("Petr+79161234567")
    sent = await bot.call("sendLocation", chat_id=ANNA, latitude=55.75, longitude=37.61, live_period=900)
    where = {"latitude": 55.7601, "longitude": 37.61}
    await bot.call("editMessageLiveLocation", chat_id=ANNA, message_id=sent["message_id"], **where)
    await expect(newest(anna, ".place")).to_contain_text("updated at")
    await expect(newest(anna, ".place")).to_contain_text("55.76010, 37.61000")


async def test_time_is_shown_in_the_format_of_its_entity(anna: Locator, bot: Bot) -> None:
    text = '<tg-time unix="1893456000" format="D">then</tg-time>, <tg-emoji emoji-id="7">👍</tg-emoji>'
    await bot.call("sendMessage", chat_id=ANNA, text=text, parse_mode="HTML")
    await expect(newest(anna, ".text")).to_contain_text("January 1, 2030, 👍")


async def test_hidden_photo_is_uncovered_first_and_opened_then(anna: Locator, page: Page, bot: Bot) -> None:
    shot = picture(1)
    await upload(bot, "sendPhoto", photo=(shot["name"], shot["buffer"], shot["mimeType"]), has_spoiler="true")
    photo, viewer = newest(anna, ".photo"), page.locator('[data-role="viewer"]')
    await expect(photo).to_have_class("photo veiled")
    await photo.click()
    await expect(photo).to_have_class("photo")
    await expect(viewer).to_have_count(0)
    await photo.click()
    await expect(viewer.locator("img")).to_be_visible()
    await page.keyboard.press("Escape")


async def test_music_goes_on_when_its_row_is_drawn_anew(anna: Locator, bot: Bot) -> None:
    sent = await upload(bot, "sendVoice", voice=sound(30), duration="30")
    voice = newest(anna, ".voice")
    await voice.get_by_role("button", name="Play").click()
    await expect(voice.locator(".sound-time")).to_contain_text("0:01 / 0:30")
    reaction = [{"type": "emoji", "emoji": "🔥"}]
    await bot.call("setMessageReaction", chat_id=ANNA, message_id=sent["message_id"], reaction=reaction)
    await expect(newest(anna, ".reaction")).to_contain_text("🔥")
    await expect(voice).to_have_class("sound voice playing begun")
    await voice.get_by_role("button", name="Pause").click()
    await expect(voice.get_by_role("button", name="Play")).to_be_visible()


async def test_vote_shows_percents_and_can_be_taken_back(anna: Locator, bot: Bot) -> None:
    choices = {"options": ["Morning", "Noon", "Evening"], "allows_multiple_answers": True}
    sent = await bot.call("sendPoll", chat_id=ANNA, question="When?", is_anonymous=False, **choices)
    poll = newest(anna, '[data-role="poll"]')
    await expect(poll.locator('[data-role="vote"]')).to_be_disabled()
    await poll.get_by_role("checkbox", name="Noon").click()
    await poll.locator('[data-role="vote"]').click()
    await expect(poll.get_by_role("group", name="Noon, 100%, your vote")).to_be_visible()
    await poll.locator('[data-role="voters"]').click()
    await expect(anna.locator(".sheet")).to_contain_text("NoonAAnna")
    await anna.locator(".sheet").get_by_role("button", name="Close").click()
    await poll.locator('[data-role="take-back"]').click()
    await expect(poll.get_by_role("checkbox")).to_have_count(3)
    await expect(poll).to_contain_text("No votes yet")
    await bot.call("stopPoll", chat_id=ANNA, message_id=sent["message_id"])
    await expect(poll).to_contain_text("The poll is closed")
    await expect(poll.get_by_role("checkbox")).to_have_count(0)


async def test_quiz_tells_what_was_right_and_why(anna: Locator, bot: Bot) -> None:
    quiz = {"type": "quiz", "correct_option_id": 1, "explanation": "The main one shuts all."}
    await bot.call("sendPoll", chat_id=ANNA, question="Which valve?", options=["Hot", "Main"], **quiz)
    poll = newest(anna, '[data-role="poll"]')
    await expect(poll).not_to_contain_text("shuts all")
    await poll.get_by_role("button", name="Hot").click()
    await expect(poll.get_by_role("group", name="Hot, 100%, a wrong answer")).to_be_visible()
    await expect(poll.get_by_role("group", name="Main, 0%, the right answer")).to_be_visible()
    await expect(poll).to_contain_text("The main one shuts all.")
    await expect(poll.locator('[data-role="take-back"]')).to_have_count(0)


async def test_reaction_comes_from_the_menu_and_goes_by_its_chip(anna: Locator, page: Page, bot: Bot) -> None:
    await bot.call("sendMessage", chat_id=ANNA, text="Done")
    bubble = anna.locator(".in .bubble", has_text="Done")
    await bubble.click(button="right")
    await page.locator('[data-role="more-reactions"]').click()
    await page.locator('.reaction-strip [data-react="🏆"]').click()
    chip = bubble.locator('[data-react="🏆"]')
    await expect(chip).to_have_attribute("aria-pressed", "true")
    await chip.click()
    await expect(chip).to_have_count(0)


async def test_tracks_are_sent_as_music_each_with_its_length(page: Page) -> None:
    boris = await started(page, BORIS)
    tracks = [chosen(sound(seconds, f"{seconds}.wav")) for seconds in (2, 5)]
    await boris.locator('[data-role="attach-audio"]').set_input_files(tracks)
    await expect(boris.locator('[data-role="strip"]')).to_contain_text("2 tracks")
    await boris.locator('[data-role="send"]').click()
    await expect(boris.locator('[data-role="files"] .sound-time')).to_have_text(["0:02", "0:05"])


async def test_refused_photo_stays_and_goes_as_a_file(page: Page) -> None:
    boris = await started(page, BORIS)
    await drop(boris, "fake.jpg", "image/jpeg", "no picture")
    await write(boris, "See yourself")
    await expect(boris.locator('[data-role="toast"].error')).to_contain_text("fake.jpg is not a picture")
    await expect(boris.locator('[data-role="input"]')).to_have_value("See yourself")
    await boris.locator('[data-role="as-document"]').click()
    await boris.locator('[data-role="send"]').click()
    await expect(boris.locator(".out .bubble").last).to_contain_text("fake.jpg10 BSee yourself")
    await expect(boris.locator('[data-role="strip"]')).to_be_hidden()


async def test_inline_results_are_scrolled_and_chosen(page: Page, bot: Bot) -> None:
    vera = await started(page, VERA)
    field = vera.locator('[data-role="input"]')
    await field.fill("@workflow_demo_bot pump")
    await vera.locator('[data-role="inline-on"]').click()
    results = vera.locator(".inline-item")
    await expect(results).to_have_count(10)
    await results.last.scroll_into_view_if_needed()
    await expect(results).to_have_count(20)
    await expect(results.last).to_contain_text("Order 20: pump")
    await field.press("ArrowDown")
    await field.press("Enter")
    await expect(vera.locator(".out .bubble").last).to_contain_text("via @workflow_demo_botTaken 2")
    await expect(field).to_have_value("")


async def test_mini_app_knows_anna_and_talks_with_its_frame(
    anna: Locator, page: Page, bot: Bot, app: str
) -> None:
    button = {"text": "Form", "web_app": {"url": app}}
    await bot.call("sendMessage", chat_id=ANNA, text="Fill it", reply_markup={"inline_keyboard": [[button]]})
    await anna.get_by_role("button", name="Form").click()
    card, inside = anna.locator('[data-role="mini-app"]'), anna.frame_locator("iframe")
    await expect(inside.locator("#who")).to_have_text("Anna")
    await expect(card).to_have_class("app-card expanded")
    await inside.locator("#ask").click()
    await anna.locator('[data-role="app-popup"]').get_by_role("button", name="OK").click()
    await expect(inside.locator("#said")).to_have_text("sure: true")
    await page.locator('[data-role="theme"]').click()
    await expect(inside.locator("#said")).to_have_text("dark")
    await page.locator('[data-role="theme"]').click()
    await anna.locator('[data-role="app-leave"]').click()
    await expect(inside.locator("#said")).to_have_text("back")
    await anna.locator('[data-role="app-leave"]').click()
    await anna.locator('[data-role="app-confirm"]').get_by_role("button", name="Close anyway").click()
    await expect(card).to_have_count(0)


async def test_answer_to_the_query_of_a_mini_app_closes_it(anna: Locator, bot: Bot, app: str) -> None:
    menu = {"type": "web_app", "text": "Shop", "web_app": {"url": app}}
    await bot.call("setChatMenuButton", chat_id=ANNA, menu_button=menu)
    await anna.locator('[data-role="menu"]').click()
    who = anna.frame_locator("iframe").locator("#who")
    query = await who.evaluate("() => Telegram.WebApp.initDataUnsafe.query_id")
    content = {"message_text": "Ordered in the shop"}
    result = {"type": "article", "id": "1", "title": "Order", "input_message_content": content}
    await bot.call("answerWebAppQuery", web_app_query_id=query, result=result)
    await expect(anna.locator('[data-role="mini-app"]')).to_have_count(0)
    await expect(anna.locator(".out .bubble").last).to_contain_text("Ordered in the shop")


async def test_app_of_the_keyboard_sends_its_data_to_the_bot(page: Page, bot: Bot, app: str) -> None:
    boris = await started(page, BORIS)
    keyboard = {"keyboard": [[{"text": "Order", "web_app": {"url": app}}]]}
    await bot.call("sendMessage", chat_id=BORIS, text="Order here", reply_markup=keyboard)
    await boris.get_by_role("button", name="Order", exact=True).click()
    await expect(boris.frame_locator("iframe").locator("#who")).to_have_text("nobody")
    await boris.locator('[data-role="app-main"]').click()
    await expect(boris.locator(".service").last).to_contain_text("Data from the “Order” button was sent")
    await expect(boris.locator('[data-role="mini-app"]')).to_have_count(0)
    await until(heard(bot, "order 7"))


async def test_button_asks_inline_in_the_chat_that_is_chosen(page: Page, bot: Bot) -> None:
    group = {"id": -1007, "title": "Masters", "members": [VERA], "bot": "administrator"}
    await sim(bot, "groups", group)
    await sim(bot, "bot", {"inline_mode": True})
    vera = await started(page, VERA)  # by then the page knows the group
    button = {"text": "Share", "switch_inline_query": "pump"}
    await bot.call("sendMessage", chat_id=VERA, text="Pass on", reply_markup={"inline_keyboard": [[button]]})
    await vera.locator(".inline-button", has_text="Share").click()
    await vera.locator('[data-role="pick"]').get_by_text("Masters").click()
    await expect(vera.locator('[data-role="input"]')).to_have_value("@workflow_demo_bot pump")
    await vera.get_by_text("Order 3: pump").click()
    await expect(vera.locator(".out .bubble").last).to_contain_text("Taken 3")
    await expect(vera.locator('[data-pane="chat"] .chat-header')).to_contain_text("Masters")


def heard(bot: Bot, text: str) -> Any:
    async def asked() -> bool:
        return text in bot.heard

    return asked


def newest(phone: Locator, inside: str) -> Locator:
    return phone.locator(inside).last


async def upload(bot: Bot, method: str, /, chat_id: int = ANNA, **params: Any) -> Any:
    """A call with a file in it: (name, bytes, type)."""
    form = FormData({"chat_id": str(chat_id)})
    for name, value in params.items():
        if isinstance(value, tuple):
            form.add_field(name, value[1], filename=value[0], content_type=value[2])
        else:
            form.add_field(name, value)
    async with bot.http.post(f"{bot.url}/bot{TOKEN}/{method}", data=form) as response:
        answer = await response.json()
    assert answer["ok"], answer
    return answer["result"]


def sound(seconds: int = 1, name: str = "sound.wav") -> tuple[str, bytes, str]:
    content = io.BytesIO()
    with wave.open(content, "wb") as track:
        track.setnchannels(1)
        track.setsampwidth(1)
        track.setframerate(8000)
        track.writeframes(bytes(8000 * seconds))
    return name, content.getvalue(), "audio/wav"


def gif() -> bytes:
    content = io.BytesIO()
    frames = [Image.new("RGB", (60, 40), (shade, 90, 160)) for shade in (40, 200)]
    frames[0].save(content, "GIF", save_all=True, append_images=frames[1:])
    return content.getvalue()


def chosen(file: tuple[str, bytes, str]) -> Any:
    return {"name": file[0], "buffer": file[1], "mimeType": file[2]}


async def drop(phone: Locator, name: str, kind: str, text: str) -> None:
    script = """(screen, [name, kind, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name, {type: kind}));
      screen.dispatchEvent(new DragEvent("drop", {dataTransfer, bubbles: true}));
    }"""
    await phone.locator(".screen").evaluate(script, [name, kind, text])

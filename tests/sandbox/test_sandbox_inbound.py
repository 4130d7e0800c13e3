# ruff: noqa: ANN001, ANN201 - fixtures are typed where they are made
"""Files and dice of people: what the bot gets of every kind."""

import pytest

KINDS = [
    ("video", "a.mp4", {"duration": "5", "width": "640", "height": "360"}),
    ("animation", "a.gif", {"duration": "2", "width": "64", "height": "36"}),
    ("audio", "a.mp3", {"duration": "180", "title": "Song"}),
    ("voice", "a.ogg", {"duration": "7"}),
    ("video_note", "a.mp4", {"duration": "9", "length": "240"}),
    ("sticker", "a.webp", {"emoji": "👍"}),
    ("document", "a.pdf", {}),
]


async def latest(sandbox, count=1):
    return [one["message"] for one in (await sandbox.updates(offset=-count))[-count:]]


@pytest.mark.parametrize(("kind", "name", "said"), KINDS)
async def test_file_of_a_person_comes_as_its_kind_and_can_be_fetched(sandbox, anna, kind, name, said):
    await sandbox.sends(anna, (name, b"bytes"), **{"as": kind}, **said)
    [message] = await latest(sandbox)
    assert {key: str(message[kind][key]) for key in said} == said
    where = await sandbox.ok("getFile", file_id=message[kind]["file_id"])
    async with sandbox.http.get(f"{sandbox.url}/file/bot123456:AAtest/{where['file_path']}") as response:
        assert await response.read() == b"bytes"
    async with sandbox.http.get(f"{sandbox.url}/sim/file/{message[kind]['file_id']}") as response:
        assert await response.read() == b"bytes"


async def test_sticker_says_what_it_is(sandbox, anna):
    await sandbox.sends(anna, ("a.webp", b"x"), **{"as": "sticker"})
    [message] = await latest(sandbox)
    sticker = message["sticker"]
    assert (sticker["type"], sticker["width"], sticker["is_animated"]) == ("regular", 512, False)


async def test_album_of_a_person_may_hold_photos_and_videos(sandbox, anna, draw):
    await sandbox.sends(anna, ("a.jpg", draw()), ("b.mp4", b"x"), **{"as": "photo,video"})
    first, second = await latest(sandbox, 2)
    assert ("photo" in first, "video" in second) == (True, True)
    assert first["media_group_id"] == second["media_group_id"]


async def test_each_file_of_an_album_has_a_length_of_its_own(sandbox, anna):
    said = {"as": "audio", "duration": "5,90"}
    await sandbox.sends(anna, ("a.mp3", b"x"), ("b.mp3", b"y"), **said)
    assert [one["audio"]["duration"] for one in await latest(sandbox, 2)] == [5, 90]


@pytest.mark.parametrize(
    ("files", "fields"),
    [
        (2, {"as": "voice"}),
        (2, {"as": "photo,document"}),
        (2, {"as": "photo,photo,photo"}),
        (1, {"as": "hologram"}),
        (1, {"as": "video_note", "caption": "hi"}),
        (1, {"as": "video", "duration": "long"}),
        (1, {"as": "document", "caption": "x" * 1025}),
    ],
)
async def test_what_no_phone_can_send_is_said(sandbox, anna, files, fields):
    answer = await sandbox.sends(anna, *[("a.mp4", b"x")] * files, **fields)
    assert (answer["status"], answer["error"][-1]) == (400, ".")


async def test_caption_of_a_person_is_edited_or_added(sandbox, anna, draw):
    sent = await sandbox.sends(anna, ("a.jpg", draw()))
    await sandbox.sim("edit", {"from": anna["id"], "message_id": sent["message_id"], "text": "pump"})
    [update] = (await sandbox.updates(offset=-1))[-1:]
    assert update["edited_message"]["caption"] == "pump"
    assert update["edited_message"]["photo"]
    long = {"from": anna["id"], "message_id": sent["message_id"], "text": "x" * 1025}
    assert (await sandbox.sim("edit", long, status=400))["error"]


async def test_dice_of_a_person_shows_what_is_wanted(sandbox, anna):
    await sandbox.sim("dice", {"from": anna["id"], "emoji": "🎯", "value": 6})
    [message] = await latest(sandbox)
    assert message["dice"] == {"emoji": "🎯", "value": 6}
    assert (await sandbox.sim("dice", {"from": anna["id"], "value": 7}, status=400))["error"]
    assert (await sandbox.sim("dice", {"from": anna["id"], "emoji": "x"}, status=400))["error"]

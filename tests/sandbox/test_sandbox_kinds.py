# ruff: noqa: ANN001, ANN201 - fixtures are typed where they are made
"""Videos, animations, music, voices, video notes: what is said of them stays, albums and edits keep to kinds."""

import pytest

SENDS = [
    ("sendVideo", "video", "a.mp4", {"duration": 5, "width": 640, "height": 360}),
    ("sendAnimation", "animation", "a.gif", {"duration": 2, "width": 64, "height": 36}),
    ("sendAudio", "audio", "a.mp3", {"duration": 180, "performer": "Anna", "title": "Song"}),
    ("sendVoice", "voice", "a.ogg", {"duration": 7}),
    ("sendVideoNote", "video_note", "a.mp4", {"duration": 9, "length": 240}),
]


def at(message):
    return {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}


@pytest.mark.parametrize(("method", "field", "name", "said"), SENDS)
async def test_media_keeps_what_the_call_says_of_it(sandbox, anna, method, field, name, said):
    sent = await sandbox.ok(method, chat_id=anna["id"], **{field: (name, b"bytes")}, **said)
    assert {key: sent[field][key] for key in said} == said
    assert sent[field]["file_size"] == 5
    where = await sandbox.ok("getFile", file_id=sent[field]["file_id"])
    async with sandbox.http.get(f"{sandbox.url}/file/bot123456:AAtest/{where['file_path']}") as response:
        assert await response.read() == b"bytes"


@pytest.mark.parametrize(("method", "field", "name", "said"), SENDS)
async def test_media_sent_by_its_id_is_the_same_file(sandbox, anna, method, field, name, said):
    sent = await sandbox.ok(method, chat_id=anna["id"], **{field: (name, b"bytes")}, **said)
    again = await sandbox.ok(method, chat_id=anna["id"], **{field: sent[field]["file_id"]}, duration=1)
    assert again[field]["file_id"] != sent[field]["file_id"]
    assert again[field] | {"file_id": 0} == sent[field] | {"file_id": 0}


@pytest.mark.parametrize(("method", "field", "name", "said"), SENDS)
async def test_media_that_is_missing_or_of_another_kind_is_refused(sandbox, anna, method, field, name, said):
    words = field.replace("_", " ")
    no_file = (400, f"Bad Request: there is no {words} in the request")
    assert await sandbox.refused(method, chat_id=anna["id"]) == no_file
    assert await sandbox.refused(method, chat_id=anna["id"], **{field: "attach://gone"}) == no_file
    empty = await sandbox.refused(method, chat_id=anna["id"], **{field: (name, b"")})
    assert empty == (400, "Bad Request: file must be non-empty")
    paper = await sandbox.ok("sendDocument", chat_id=anna["id"], document=("a.txt", b"x"))
    code, text = await sandbox.refused(method, chat_id=anna["id"], **{field: paper["document"]["file_id"]})
    assert (code, text.rsplit(" ", 1)[0]) == (400, "Bad Request: can't use file of type Document as")


async def test_nothing_said_of_a_video_is_zero_and_too_much_is_cut(sandbox, anna):
    sent = await sandbox.ok("sendVideo", chat_id=anna["id"], video=("a.mp4", b"x"))
    assert [sent["video"][name] for name in ("duration", "width", "height")] == [0, 0, 0]
    sent = await sandbox.ok("sendVideo", chat_id=anna["id"], video=("a.mp4", b"x"), duration=90000, width=-1)
    assert (sent["video"]["duration"], sent["video"]["width"]) == (86400, 0)


async def test_mime_follows_the_name_when_it_belongs_to_the_kind(sandbox, anna):
    video = await sandbox.ok("sendVideo", chat_id=anna["id"], video=("a.webm", b"x"))
    odd = await sandbox.ok("sendVideo", chat_id=anna["id"], video=("a.txt", b"x"))
    voice = await sandbox.ok("sendVoice", chat_id=anna["id"], voice=("a.mp3", b"x"))
    assert (video["video"]["mime_type"], odd["video"]["mime_type"]) == ("video/webm", "video/mp4")
    assert voice["voice"]["mime_type"] == "audio/mpeg"
    assert "file_name" not in voice["voice"]


async def test_animation_is_shown_as_a_document_too(sandbox, anna):
    sent = await sandbox.ok("sendAnimation", chat_id=anna["id"], animation=("a.gif", b"x"), duration=1)
    assert sent["document"]["file_id"] == sent["animation"]["file_id"]
    assert "duration" not in sent["document"]


async def test_thumbnail_cover_and_start_of_a_video_are_kept(sandbox, anna, draw):
    sent = await sandbox.ok(
        "sendVideo",
        chat_id=anna["id"],
        video=("a.mp4", b"x"),
        thumbnail=("t.jpg", draw(32, 18)),
        cover=("c.jpg", draw(64, 36)),
        start_timestamp=3,
    )
    assert (sent["video"]["thumbnail"]["width"], sent["video"]["thumbnail"]["height"]) == (32, 18)
    assert sent["video"]["cover"][-1]["width"] == 64
    assert sent["video"]["start_timestamp"] == 3
    where = await sandbox.ok("getFile", file_id=sent["video"]["thumbnail"]["file_id"])
    assert where["file_path"].startswith("thumbnails/")


async def test_cover_that_is_no_picture_is_refused(sandbox, anna):
    files = {"video": ("a.mp4", b"x"), "cover": ("c.jpg", b"none")}
    answer = await sandbox.refused("sendVideo", chat_id=anna["id"], **files)
    assert answer == (400, "Bad Request: IMAGE_PROCESS_FAILED")


async def test_thumbnail_that_is_no_picture_is_left_out(sandbox, anna):
    sent = await sandbox.ok(
        "sendDocument", chat_id=anna["id"], document=("a.txt", b"x"), thumbnail=("t.jpg", b"none")
    )
    assert "thumbnail" not in sent["document"]


async def test_spoiler_and_caption_above_belong_to_what_is_seen(sandbox, anna):
    look = {"caption": "hi", "show_caption_above_media": True, "has_spoiler": True}
    video = await sandbox.ok("sendVideo", chat_id=anna["id"], video=("a.mp4", b"x"), **look)
    assert (video["has_media_spoiler"], video["show_caption_above_media"]) == (True, True)
    plain = await sandbox.ok("editMessageCaption", **at(video), caption="ho")
    assert "show_caption_above_media" not in plain
    audio = await sandbox.ok("sendAudio", chat_id=anna["id"], audio=("a.mp3", b"x"), **look)
    assert not {"has_media_spoiler", "show_caption_above_media"} & audio.keys()


async def test_album_holds_photos_with_videos_or_one_kind(sandbox, anna, draw):
    media = [
        {"type": "photo", "media": "attach://a"},
        {"type": "video", "media": "attach://b", "duration": 4},
    ]
    files = {"a": ("a.jpg", draw()), "b": ("b.mp4", b"x")}
    sent = await sandbox.ok("sendMediaGroup", chat_id=anna["id"], media=media, **files)
    assert sent[1]["video"]["duration"] == 4
    assert len({one["media_group_id"] for one in sent}) == 1
    music = [
        {"type": "audio", "media": "attach://a", "title": "One"},
        {"type": "audio", "media": "attach://a"},
    ]
    sent = await sandbox.ok("sendMediaGroup", chat_id=anna["id"], media=music, a=("a.mp3", b"x"))
    assert [one["audio"].get("title") for one in sent] == ["One", None]


PHOTO = {"type": "photo", "media": "x"}
AUDIO = {"type": "audio", "media": "x"}
ABOVE = "parameter show_caption_above_media must be the same for all messages"


@pytest.mark.parametrize(
    ("media", "text"),
    [
        ([PHOTO, AUDIO], "audio can't be mixed with other media types"),
        ([{"type": "document", "media": "x"}, AUDIO], "document can't be mixed with other media types"),
        ([PHOTO, {"type": "animation", "media": "x"}],
         "can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup"),
        ([PHOTO, {"type": "voice", "media": "x"}], 'can\'t parse InputMedia: type "voice" is unsupported'),
        ([PHOTO, {"type": "voice_note", "media": "x"}],
         'can\'t parse InputMedia: type "voice_note" is not allowed'),
        ([PHOTO, "x"], "can't parse InputMedia: expected an Object"),
        ([PHOTO, PHOTO | {"show_caption_above_media": True}], ABOVE),
        ({"type": "photo"}, "expected an Array of InputMedia"),
    ],
)  # fmt: skip
async def test_album_that_mixes_kinds_is_refused(sandbox, anna, media, text):
    answer = await sandbox.refused("sendMediaGroup", chat_id=anna["id"], media=media)
    assert answer == (400, f"Bad Request: {text}")


async def test_album_names_the_item_that_is_no_picture(sandbox, anna, draw):
    media = [{"type": "photo", "media": "attach://a"}, {"type": "photo", "media": "attach://b"}]
    answer = await sandbox.refused(
        "sendMediaGroup", chat_id=anna["id"], media=media, a=("a.jpg", draw()), b=("b.jpg", b"none")
    )
    assert answer == (
        400,
        'Bad Request: failed to send message #2 with the error message "IMAGE_PROCESS_FAILED"',
    )
    assert len((await sandbox.chat(anna))["messages"]) == 1


async def test_media_may_become_media_of_another_kind(sandbox, anna, draw):
    sent = await sandbox.ok("sendPhoto", chat_id=anna["id"], photo=("a.jpg", draw()), has_spoiler=True)
    for kind in ("video", "animation", "audio", "document", "photo"):
        media = {"type": kind, "media": "attach://f", "caption": kind}
        sent = await sandbox.ok("editMessageMedia", **at(sent), media=media, f=("a.jpg", draw()))
        assert kind in sent
        assert sent["caption"] == kind
    assert not {"video", "animation", "audio", "document", "has_media_spoiler"} & sent.keys()


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("sendVoice", {"voice": ("a.ogg", b"x")}),
        ("sendVideoNote", {"video_note": ("a.mp4", b"x")}),
        ("sendContact", {"phone_number": "+7900", "first_name": "Petr"}),
        ("sendDice", {}),
        ("sendPoll", {"question": "Which?", "options": ["One"]}),
    ],
)
async def test_what_has_no_media_to_change_stays(sandbox, anna, method, params):
    sent = await sandbox.ok(method, chat_id=anna["id"], **params)
    media = {"type": "document", "media": "attach://f"}
    answer = await sandbox.refused("editMessageMedia", **at(sent), media=media, f=("a.txt", b"x"))
    assert answer == (400, "Bad Request: message media can't be edited")


async def test_album_keeps_its_kinds_when_it_is_edited(sandbox, anna, draw):
    media = [{"type": "photo", "media": "attach://a"}] * 2
    sent = await sandbox.ok("sendMediaGroup", chat_id=anna["id"], media=media, a=("a.jpg", draw()))
    paper = {"type": "document", "media": "attach://f"}
    answer = await sandbox.refused("editMessageMedia", **at(sent[0]), media=paper, f=("a.txt", b"x"))
    assert answer == (400, "Bad Request: can't change media type in the album")
    video = {"type": "video", "media": "attach://f"}
    assert await sandbox.ok("editMessageMedia", **at(sent[0]), media=video, f=("a.mp4", b"x"))


async def test_voice_has_a_caption_to_edit_and_a_video_note_has_none(sandbox, anna):
    voice = await sandbox.ok("sendVoice", chat_id=anna["id"], voice=("a.ogg", b"x"))
    assert (await sandbox.ok("editMessageCaption", **at(voice), caption="hi"))["caption"] == "hi"
    note = await sandbox.ok("sendVideoNote", chat_id=anna["id"], video_note=("a.mp4", b"x"))
    answer = await sandbox.refused("editMessageCaption", **at(note), caption="hi")
    assert answer == (400, "Bad Request: there is no caption in the message to edit")


async def test_dice_shows_what_was_laid_down_or_one_of_its_values(sandbox, anna):
    await sandbox.sim("dice/next", {"values": [3, 64]})
    values = [
        (await sandbox.ok("sendDice", chat_id=anna["id"]))["dice"],
        (await sandbox.ok("sendDice", chat_id=anna["id"], emoji="🎰"))["dice"],
    ]
    assert values == [{"emoji": "🎲", "value": 3}, {"emoji": "🎰", "value": 64}]
    thrown = await sandbox.ok("sendDice", chat_id=anna["id"], emoji="⚽️")
    assert 1 <= thrown["dice"]["value"] <= 5
    answer = await sandbox.refused("sendDice", chat_id=anna["id"], emoji="👍")
    assert answer == (400, "Bad Request: EMOTICON_INVALID")

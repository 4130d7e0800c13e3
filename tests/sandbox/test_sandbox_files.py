# ruff: noqa: ANN001, ANN201 - fixtures are typed where they are made
"""Photos, documents, albums and their download."""

import io
import os

import pytest
from aiohttp import web
from PIL import Image


async def incoming(sandbox):
    return [update["message"] for update in await sandbox.updates()][1:]


async def fetch(sandbox, path):
    async with sandbox.http.get(f"{sandbox.url}/file/bot123456:AAtest/{path}") as response:
        return response.status, await response.read()


async def test_photo_of_a_person_comes_in_several_sizes(sandbox, anna, draw):
    await sandbox.sends(anna, ("a.jpg", draw(2000, 1000)), caption="broken pump")
    [message] = await incoming(sandbox)
    assert [(size["width"], size["height"]) for size in message["photo"]] == [
        (90, 45),
        (320, 160),
        (800, 400),
        (1280, 640),
    ]
    assert message["caption"] == "broken pump"
    assert len({size["file_unique_id"] for size in message["photo"]}) == 4


async def test_small_photo_keeps_its_size(sandbox, anna, draw):
    await sandbox.sends(anna, ("a.png", draw(200, 100, "PNG")))
    [message] = await incoming(sandbox)
    assert [size["width"] for size in message["photo"]] == [90, 200]


async def test_photo_loses_its_metadata_and_keeps_its_turn(sandbox, anna):
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "secret place"
    out = io.BytesIO()
    Image.new("RGB", (60, 30)).save(out, "JPEG", exif=exif)
    await sandbox.sends(anna, ("a.jpg", out.getvalue()))
    [message] = await incoming(sandbox)
    where = await sandbox.ok("getFile", file_id=message["photo"][-1]["file_id"])
    _, data = await fetch(sandbox, where["file_path"])
    picture = Image.open(io.BytesIO(data))
    assert (picture.size, picture.format) == ((30, 60), "JPEG")
    assert not picture.getexif()


async def test_ids_of_a_file_are_many_and_its_unique_id_is_one(sandbox, anna, draw):
    sent = await sandbox.ok("sendPhoto", chat_id=anna["id"], photo=("a.jpg", draw()))
    again = await sandbox.ok("sendPhoto", chat_id=anna["id"], photo=sent["photo"][-1]["file_id"])
    assert sent["photo"][-1]["file_id"] != again["photo"][-1]["file_id"]
    assert sent["photo"][-1]["file_unique_id"] == again["photo"][-1]["file_unique_id"]
    answer = await sandbox.refused("getFile", file_id=sent["photo"][-1]["file_unique_id"])
    assert answer == (400, "Bad Request: wrong file_id or the file is temporarily unavailable")


async def test_document_keeps_name_kind_and_bytes(sandbox, anna):
    data = os.urandom(3000)
    sent = await sandbox.sends(anna, ("акт №1.pdf", data), **{"as": "document"})
    [message] = await incoming(sandbox)
    assert message["document"]["file_name"] == "акт №1.pdf"
    assert (message["document"]["mime_type"], message["document"]["file_size"]) == ("application/pdf", 3000)
    where = await sandbox.ok("getFile", file_id=message["document"]["file_id"])
    assert where["file_path"].endswith(".pdf")
    assert await fetch(sandbox, where["file_path"]) == (200, data)
    async with sandbox.http.get(f"{sandbox.url}/sim/file/{sent['document']['file_id']}") as response:
        assert "filename*=UTF-8''%D0%B0%D0%BA%D1%82" in response.headers["Content-Disposition"]
        assert await response.read() == data


async def test_album_is_one_update_per_photo_with_the_caption_on_the_first(sandbox, anna, draw):
    await sandbox.sends(anna, *[(f"{n}.jpg", draw(40 + n)) for n in range(3)], caption="all")
    messages = await incoming(sandbox)
    assert len(messages) == 3
    assert len({message["media_group_id"] for message in messages}) == 1
    assert [message.get("caption") for message in messages] == ["all", None, None]


async def test_album_of_the_bot_is_sent_whole(sandbox, anna, draw):
    media = [
        {"type": "photo", "media": "attach://a", "caption": "x"},
        {"type": "photo", "media": "attach://b"},
    ]
    sent = await sandbox.ok(
        "sendMediaGroup", chat_id=anna["id"], media=media, a=("a.jpg", draw()), b=("b.jpg", draw())
    )
    assert [one.get("caption") for one in sent] == ["x", None]
    assert len({one["media_group_id"] for one in sent}) == 1


async def test_album_of_one_is_a_plain_message(sandbox, anna, draw):
    media = [{"type": "photo", "media": "attach://a"}]
    [sent] = await sandbox.ok("sendMediaGroup", chat_id=anna["id"], media=media, a=("a.jpg", draw()))
    assert "media_group_id" not in sent


async def test_file_of_one_kind_is_not_another(sandbox, anna, draw):
    photo = await sandbox.ok("sendPhoto", chat_id=anna["id"], photo=("a.jpg", draw()))
    answer = await sandbox.refused("sendDocument", chat_id=anna["id"], document=photo["photo"][0]["file_id"])
    assert answer == (400, "Bad Request: can't use file of type Photo as Document")
    file = await sandbox.ok("sendDocument", chat_id=anna["id"], document=("a.txt", b"text"))
    answer = await sandbox.refused("sendPhoto", chat_id=anna["id"], photo=file["document"]["file_id"])
    assert answer == (400, "Bad Request: can't use file of type Document as Photo")


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (lambda _: b"no picture", "IMAGE_PROCESS_FAILED"),
        (lambda draw: draw()[:400], "IMAGE_PROCESS_FAILED"),
        (lambda draw: draw(10, 210), "PHOTO_INVALID_DIMENSIONS"),
        (lambda draw: draw(9990, 20, "PNG"), "PHOTO_INVALID_DIMENSIONS"),
        (lambda draw: draw(5001, 5000, "PNG", "1"), "PHOTO_INVALID_DIMENSIONS"),
        (lambda _: b"", "file must be non-empty"),
        (
            lambda _: bytes(10 * 1024 * 1024 + 1),
            "file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes",
        ),
    ],
)
async def test_what_is_no_photo_is_refused(sandbox, anna, draw, make, text):
    answer = await sandbox.refused("sendPhoto", chat_id=anna["id"], photo=("a.jpg", make(draw)))
    assert answer == (400, f"Bad Request: {text}")


async def test_photo_may_have_any_name(sandbox, anna, draw):
    # Telegram's server gives a photo its own ending before anybody looks at it; Telegraf names buffers so.
    sent = await sandbox.ok("sendPhoto", chat_id=anna["id"], photo=("9296b434.dat", draw()))
    assert sent["photo"]


async def test_client_refuses_what_is_no_photo_in_a_sentence(sandbox, anna):
    answer = await sandbox.sends(anna, ("notes.txt", b"no picture"))
    assert answer["status"] == 400
    assert answer["error"] == (
        "notes.txt is not a picture that Telegram takes as a photo; send it as a document."
    )


async def test_file_over_twenty_megabytes_cant_be_fetched(sandbox, anna):
    sent = await sandbox.sends(anna, ("big.bin", bytes(20 * 1024 * 1024 + 1)), **{"as": "document"})
    answer = await sandbox.refused("getFile", file_id=sent["document"]["file_id"])
    assert answer == (400, "Bad Request: file is too big")


async def test_upload_over_fifty_megabytes_is_cut_short(sandbox, anna):
    answer = await sandbox.refused("sendDocument", chat_id=anna["id"], document=("a.bin", bytes(51 << 20)))
    assert answer == (413, "Request Entity Too Large")
    answer = await sandbox.refused("sendDocument", chat_id=anna["id"], document=("a.bin", bytes(57 << 20)))
    assert answer[0] == 413
    assert answer[1].startswith("Request Entity Too Large: content length is ")


async def test_download_needs_the_token_and_a_known_path(sandbox, anna):
    assert (await fetch(sandbox, "documents/none.pdf"))[0] == 404
    async with sandbox.http.get(f"{sandbox.url}/file/bot123456:AAother/photos/file_0.jpg") as response:
        assert response.status == 401


@pytest.fixture
async def site(draw):
    """A site on this machine: /kind/name gives what `served` holds."""
    served = {
        "/a.png": ("image/png", draw(kind="PNG")),
        "/page": ("text/html", b"<p>"),
        "/a.pdf": ("application/pdf", b"%PDF"),
        "/a.docx": ("application/octet-stream", b"PK"),
        "/a.mp3": ("audio/mpeg", b"ID3"),
        "/a.mp4": ("", b"film"),
        "/empty.png": ("image/png", b""),
        "/large.png": ("image/png", bytes(5 * 1024 * 1024 + 1)),
        "/broken.png": ("image/png", b"no picture"),
    }

    async def give(request: web.Request) -> web.Response:
        kind, data = served.get(request.path, ("", b""))
        if request.path == "/moved.png":
            raise web.HTTPFound("/a.png")
        if request.path not in served:
            raise web.HTTPNotFound
        return web.Response(body=data, headers={"Content-Type": kind or "application/octet-stream"})

    app = web.Application()
    app.router.add_get("/{path:.*}", give)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


NO_CONTENT = "failed to get HTTP URL content"
WRONG_TYPE = "wrong type of the web page content"
WRONG_FILE = "wrong file identifier/HTTP URL specified"
AT_ADDRESSES = [
    ("photo", "/none.png", NO_CONTENT), ("photo", "/moved.png", NO_CONTENT), ("photo", "/page", WRONG_TYPE),
    ("photo", "/a.pdf", WRONG_TYPE), ("photo", "/empty.png", WRONG_FILE), ("photo", "/large.png", WRONG_FILE),
    ("photo", "/broken.png", "IMAGE_PROCESS_FAILED"), ("document", "/a.docx", WRONG_TYPE),
    ("audio", "/page", WRONG_TYPE), ("voice", "/a.mp4", WRONG_TYPE), ("video_note", "/a.mp4", WRONG_FILE),
]  # fmt: skip


async def test_file_at_an_address_of_this_machine_is_fetched(sandbox, anna, site):
    send = {"photo": "sendPhoto", "document": "sendDocument", "audio": "sendAudio", "video": "sendVideo",
            "voice": "sendVoice", "video_note": "sendVideoNote"}  # fmt: skip
    for kind, path in (("photo", "/a.png"), ("document", "/a.pdf"), ("audio", "/a.mp3"), ("video", "/a.mp4")):
        sent = await sandbox.ok(send[kind], **{"chat_id": anna["id"], kind: site + path})
        assert kind in sent
    assert (await sandbox.ok("sendDocument", chat_id=anna["id"], document=site + "/a.pdf"))["document"][
        "file_name"
    ] == "a.pdf"
    media = [{"type": "photo", "media": site + "/a.png"}] * 2
    album = await sandbox.ok("sendMediaGroup", chat_id=anna["id"], media=media)
    assert len(album) == 2
    await sandbox.ok(
        "editMessageMedia", chat_id=anna["id"], message_id=album[0]["message_id"], media=media[0]
    )
    for kind, path, text in AT_ADDRESSES:
        answer = await sandbox.refused(send[kind], **{"chat_id": anna["id"], kind: site + path})
        assert answer == (400, f"Bad Request: {text}"), (kind, path)

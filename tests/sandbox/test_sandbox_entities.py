# ruff: noqa: ANN001, ANN201 - fixtures are typed where they are made
"""Markup that is right: what text and entities come of it."""

from typing import Any

import pytest

from sandbox.entities import finished, read_text


def parsed(text, mode):
    text, found = finished(*read_text(text, mode, None))
    return text, [(one["type"], one["offset"], one["length"]) for one in found]


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("<b>bold</b> and <i>it</i>", "bold and it", [("bold", 0, 4), ("italic", 9, 2)]),
        ("<b><i>both</i></b>", "both", [("bold", 0, 4), ("italic", 0, 4)]),
        ("😀<b>x</b>", "😀x", [("bold", 2, 1)]),
        ("1 &lt; 2 &amp; 3 &gt; 2 &quot;&#33;&#x21;", '1 < 2 & 3 > 2 "!!', []),
        ("&copy; &nbsp; & AT&T", "&copy; &nbsp; & AT&T", []),
        ('<a href="http://ya.ru/?a=1&amp;b=2">go</a>', "go", [("text_link", 0, 2)]),
        ('<a href="tg://user?id=7">Anna</a>', "Anna", [("text_mention", 0, 4)]),
        ('<a href="not a link">go</a>', "go", []),
        ('<pre><code class="language-py">x</code></pre>', "x", [("pre", 0, 1)]),
        ("<code>+79001112233 /cmd</code>", "+79001112233 /cmd", [("code", 0, 17)]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
        ("<tg-spoiler>a</tg-spoiler><span class='tg-spoiler'>b</span>", "ab", [("spoiler", 0, 2)]),
        ("<b>  x  </b>\n\n", "  x", [("bold", 0, 3)]),
        ("  x <b></b>", "x", []),
        ("<B>x</B>", "x", [("bold", 0, 1)]),
        ("<b>a<code>b</code>c</b>", "abc", [("bold", 0, 1), ("code", 1, 1), ("bold", 2, 1)]),
        ("<blockquote>a<b>b</b></blockquote>", "ab", [("blockquote", 0, 2), ("bold", 1, 1)]),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "ab", [("blockquote", 0, 2)]),
        ("<s>a</s><del>b</del><u>c</u>", "abc", [("strikethrough", 0, 2), ("underline", 2, 1)]),
    ],
)
def test_html_becomes_text_and_entities(html, text, entities):
    assert parsed(html, "HTML") == (text, entities)


@pytest.mark.parametrize(
    ("markdown", "text", "entities"),
    [
        ("*bold* _it_ __un__ ~st~ ||sp||", "bold it un st sp",
         [("bold", 0, 4), ("italic", 5, 2), ("underline", 8, 2), ("strikethrough", 11, 2), ("spoiler", 14, 2)]),
        ("*bold _both_*", "bold both", [("bold", 0, 9), ("italic", 5, 4)]),
        (r"1\. a\-b \\", "1. a-b \\", []),
        ("[go](http://ya.ru/a\\))", "go", [("text_link", 0, 2)]),
        ("`a*b` ```py\nx```", "a*b x", [("code", 0, 3), ("pre", 4, 1)]),
        (">one\n>two\nthree", "one\ntwo\nthree", [("blockquote", 0, 8)]),
        ("**>one\n>two||", "one\ntwo", [("expandable_blockquote", 0, 7)]),
        ("😀 *x*", "😀 x", [("bold", 3, 1)]),
        ("![👍](tg://emoji?id=5368324170671202286) hi", "👍 hi", [("custom_emoji", 0, 2)]),
        ("![10 pm](tg://time?unix=1647531900&format=wDT)", "10 pm", [("date_time", 0, 5)]),
        ("~||__*_x_*__||~", "x",
         [("bold", 0, 1), ("italic", 0, 1), ("underline", 0, 1), ("strikethrough", 0, 1), ("spoiler", 0, 1)]),
        ("pay $USD to $usd", "pay $USD to $usd", [("cashtag", 4, 4)]),
    ],
)  # fmt: skip
def test_markdown_v2_becomes_text_and_entities(markdown, text, entities):
    assert parsed(markdown, "MarkdownV2") == (text, entities)


@pytest.mark.parametrize(
    ("markdown", "text", "entities"),
    [
        ("*bold* _it_ `co`", "bold it co", [("bold", 0, 4), ("italic", 5, 2), ("code", 8, 2)]),
        ("[go](http://ya.ru)", "go", [("text_link", 0, 2)]),
        (r"a\_b", "a_b", []),
        ("```py\nx```", "x", [("pre", 0, 1)]),
    ],
)
def test_old_markdown_becomes_text_and_entities(markdown, text, entities):
    assert parsed(markdown, "Markdown") == (text, entities)


def test_mode_is_read_in_any_case():
    assert parsed("<b>x</b>", "html") == ("x", [("bold", 0, 1)])


def test_entities_by_hand_are_kept_and_found_ones_added():
    by_hand = [{"type": "italic", "offset": 0, "length": 2}, {"type": "url", "offset": 0, "length": 1}]
    _, found = finished(*read_text("hi /go", "", by_hand))
    assert [one["type"] for one in found] == ["italic", "bot_command"]


def by_hand(text, *marks: Any):
    found = [
        {"type": kind, "offset": offset, "length": length} | more for kind, offset, length, more in marks
    ]
    return [(one["type"], one["offset"], one["length"]) for one in finished(*read_text(text, "", found))[1]]


@pytest.mark.parametrize(
    ("marks", "kept"),
    [
        ([("bold", 0, 4, {}), ("bold", 3, 3, {})], [("bold", 0, 6)]),
        ([("italic", 2, 2, {}), ("bold", 0, 6, {})], [("bold", 0, 6), ("italic", 2, 2)]),
        ([("bold", 0, 4, {}), ("text_link", 2, 4, {"url": "ya.ru"})],
         [("bold", 0, 2), ("text_link", 2, 4), ("bold", 2, 2)]),
        ([("code", 0, 4, {}), ("text_link", 2, 4, {"url": "ya.ru"})], [("code", 0, 4)]),
        ([("pre", 1, 3, {}), ("spoiler", 0, 6, {})], [("spoiler", 0, 1), ("pre", 1, 3), ("spoiler", 4, 2)]),
        ([("blockquote", 0, 3, {}), ("text_link", 2, 3, {"url": "ya.ru"})], [("blockquote", 0, 3)]),
        ([("mention", 0, 2, {}), ("cashtag", 0, 2, {}), ("bank_card_number", 0, 2, {})], []),
        ([("bold", 0, 0, {})], []),
        ([("date_time", 0, 6, {"unix_time": 1647531900})], [("date_time", 0, 6)]),
    ],
)  # fmt: skip
def test_entities_by_hand_are_joined_nested_and_kept_apart(marks, kept):
    assert by_hand("abcdef", *marks) == kept


def test_entities_by_hand_count_utf_16_and_are_cut_with_the_spaces_around():
    assert by_hand("  😀 ab  ", ("bold", 5, 4, {})) == [("bold", 3, 2)]
    assert by_hand("  ab", ("bold", 0, 3, {})) == [("bold", 0, 3)]


def test_moment_is_kept_with_its_form():
    _, [found] = finished(*read_text('<tg-time unix="1647531900" format="wDT">x</tg-time>', "HTML", None))
    assert (found["unix_time"], found["date_time_format"]) == (1647531900, "wDT")


@pytest.mark.parametrize(
    "text", ["1/2", "http:// ", "user@", "12345", "+7", "a/b/c", "50% @ 20", "2026-11-22"]
)
def test_nothing_is_found_where_nothing_is(text):
    assert finished(text, [])[1] == []

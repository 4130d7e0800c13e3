"""The published methods that are not built, by matter, as the README lists them.

`python -m sandbox.left_out` writes the list into the README; a test compares the two.
"""

import re
import textwrap
from pathlib import Path

from sandbox import methods
from sandbox.calls import BUILT
from sandbox.schema import METHODS

__all__ = ["listed", "methods"]

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- left out -->", "<!-- /left out -->"
# The first that fits a name takes it.
MATTERS = {
    "Payments, stars and gifts": r"Invoice|Payment|Star|Gift|PreCheckout|Shipping|PaidMedia|Subscription",
    "Games": r"Game",
    "Stickers and custom emoji": r"Sticker|CustomEmoji|EmojiStatus",
    "Business accounts, checklists, managed bots": r"Business|Checklist|ManagedBot|GuestQuery",
    "Stories": r"Story",
    "Drafts, rich, ephemeral and suggested messages, live photos": r"Draft|Rich|Ephemeral|Suggested|LivePhoto",
    "Passport and verification": r"Passport|[Vv]erif",
    "Others": r"",
}


def listed() -> str:
    """The list in Markdown."""
    by_matter: dict[str, list[str]] = {matter: [] for matter in MATTERS}
    for name in METHODS:
        if name not in BUILT:
            matter = next(matter for matter, pattern in MATTERS.items() if re.search(pattern, name))
            by_matter[matter].append(f"`{name}`")
    lines = [f"- {matter}: {', '.join(names)}." for matter, names in by_matter.items() if names]
    wrapped = (textwrap.wrap(line, 118, subsequent_indent="  ", break_on_hyphens=False) for line in lines)
    return "\n".join(line for lines in wrapped for line in lines)


def written(readme: str) -> str:
    """The README with the list of today in its place."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{listed()}\n\n{END}{after}"


if __name__ == "__main__":
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")

"""The living card of an order: how it looks to whom, and how every chat keeps a true one."""

from dialogs.cards.drawing import Drawing
from dialogs.cards.living import draw, open_card, redraw, redraw_order

__all__ = ["Drawing", "draw", "open_card", "redraw", "redraw_order"]

"""Buttons of plain messages: an action, an id, and the version that was true when they were drawn."""

from collections.abc import Iterable
from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from domain.models import PhotoKind, Visit
from domain.statuses import Action, VisitStatus
from domain.texts import Texts


class OrderAction(StrEnum):
    """What the office may say of an order itself."""

    EDIT = "edit"
    HOLD = "hold"
    RESUME = "go_on"
    EXPLAIN = "explain"
    SECOND = "second"


class VisitButton(CallbackData, prefix="v"):
    """An action on a visit. ``version`` is the visit's, so that a stale press is known as one."""

    action: str
    visit_id: int
    version: int


class SureButton(VisitButton, prefix="e"):
    """The same, said knowingly after a question: the visit is of a later day, or the last step was a mistake."""


class StayButton(CallbackData, prefix="n"):
    """The answer no to that question: the visit stays as it is."""

    visit_id: int


class OrderButton(CallbackData, prefix="o"):
    """Open the order's card anew, below everything."""

    order_id: int


class AbsenceButton(CallbackData, prefix="a"):
    """An absence with what it affects, and the office's word on it."""

    absence_id: int


class RepeatButton(CallbackData, prefix="r"):
    """Repeat the order, or look at how it is repeated."""

    order_id: int


class PlanButton(CallbackData, prefix="b"):
    """When a visit is, at whom and with whom."""

    visit_id: int


class OfficeButton(CallbackData, prefix="h"):
    """What the office says of an order itself."""

    action: OrderAction
    order_id: int


class PhotosButton(CallbackData, prefix="p"):
    """Show the photos of a visit."""

    visit_id: int


class UploadButton(CallbackData, prefix="u"):
    """Send photos of a visit."""

    visit_id: int


class MyOrdersButton(CallbackData, prefix="m"):
    """What a client sees of his orders."""


class KindButton(CallbackData, prefix="k"):
    """A photo, and all that came with it, show the place before the work, or after it."""

    photo_id: int
    kind: PhotoKind


def my_orders(t: Texts) -> InlineKeyboardMarkup:
    """What stands under whatever is said to a client."""
    button = InlineKeyboardButton(text=t("menu.orders"), callback_data=MyOrdersButton().pack())
    return InlineKeyboardMarkup(inline_keyboard=[[button]])


STYLES = {
    Action.ACCEPT: "success",
    Action.APPROVE: "success",
    Action.FINISH: "success",
    Action.DECLINE: "danger",
    Action.CANCEL: "danger",
}


def action_button(action: Action, visit: Visit, t: Texts, number: int | None = None) -> InlineKeyboardButton:
    """The button of an action as the visit stands now; ``number`` says of which visit where several are alike."""
    mends = action is Action.FINISH and visit.status is VisitStatus.RETURNED
    text = t("action.mend" if mends else f"action.{action}")
    return InlineKeyboardButton(
        text=text if number is None else t("action.of_visit", action=text, n=number),
        callback_data=VisitButton(action=action, visit_id=visit.id, version=visit.version).pack(),
        style=STYLES.get(action),
    )


def back_button(action: Action, visit: Visit, t: Texts) -> InlineKeyboardButton:
    """The button of a step pressed by mistake: it says no more than that, for it asks before it acts."""
    data = VisitButton(action=action, visit_id=visit.id, version=visit.version).pack()
    return InlineKeyboardButton(text=t("action.back"), callback_data=data)


def office_button(action: OrderAction, order_id: int, t: Texts) -> InlineKeyboardButton:
    """The button of what the office may say of an order."""
    data = OfficeButton(action=action, order_id=order_id).pack()
    return InlineKeyboardButton(text=t(f"action.{action}"), callback_data=data)


def open_order(order_id: int, number: int, t: Texts) -> InlineKeyboardMarkup:
    """The keyboard of a notice: the order's card, one press away."""
    return open_orders([(order_id, number)], t)


def open_orders(orders: Iterable[tuple[int, int]], t: Texts) -> InlineKeyboardMarkup:
    """The same for several, ids and numbers."""
    rows = [
        [
            InlineKeyboardButton(
                text=t("action.open", number=number), callback_data=OrderButton(order_id=order_id).pack()
            )
        ]
        for order_id, number in orders
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def open_absence(absence_id: int, key: str, t: Texts) -> InlineKeyboardMarkup:
    """The keyboard of a notice to the office: the absence, one press away by a button of ``key``."""
    button = InlineKeyboardButton(text=t(key), callback_data=AbsenceButton(absence_id=absence_id).pack())
    return InlineKeyboardMarkup(inline_keyboard=[[button]])

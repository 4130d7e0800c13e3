"""Buttons of cards and notices. Database and rights decide what is done, never what the button said."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial

from aiogram import Bot, Router
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager

from dialogs import cards, gallery, received
from dialogs.buttons import (
    AbsenceButton,
    KindButton,
    MyOrdersButton,
    OfficeButton,
    OrderAction,
    OrderButton,
    PhotosButton,
    PlanButton,
    RepeatButton,
    StayButton,
    SureButton,
    UploadButton,
    VisitButton,
)
from dialogs.client.orders import open_orders
from dialogs.manager import answer_query
from dialogs.master.answer import open_decline, say_taken, say_tight
from dialogs.master.finish import open_finish
from dialogs.master.knowingly import ask_back, ask_early, close_no, close_yes
from dialogs.master.upload import open_upload, redraw_counts
from dialogs.office.absences import open_absence
from dialogs.office.assign import open_assign
from dialogs.office.booking import open_booking
from dialogs.office.cancel import open_cancel
from dialogs.office.edit import open_edit
from dialogs.office.hold import open_hold
from dialogs.office.late import open_late
from dialogs.office.review import open_return
from dialogs.office.second import open_second
from dialogs.office.series import open_repeat
from dialogs.refusals import refuse
from domain import access, holds, locks, offers, photos, visits, worksheets
from domain.access import Actor, Right
from domain.errors import (
    AlreadyYours,
    Changed,
    NotFound,
    NotNow,
    NotToday,
    NotYours,
    OfferGone,
    OrderTaken,
    Refused,
)
from domain.models import Person, Visit
from domain.statuses import OPEN, STEPS, Action, OfficeStatus, Side
from domain.texts import Texts

router = Router(name="actions")
BASICS = {"right": Right.BASICS}

OPENERS: dict[Action, Callable[[DialogManager, int], Awaitable[None]]] = {
    Action.DECLINE: open_decline,
    Action.FINISH: open_finish,
    Action.OFFER: open_assign,
    Action.ASSIGN: open_assign,
    Action.RETURN: open_return,
    Action.CANCEL: open_cancel,
    Action.NOT_LEFT: partial(ask_back, Action.NOT_LEFT),
    Action.NOT_THERE: partial(ask_back, Action.NOT_THERE),
}


ASKING: dict[OrderAction, Callable[[DialogManager, int], Awaitable[None]]] = {
    OrderAction.EDIT: open_edit,
    OrderAction.HOLD: open_hold,
    OrderAction.EXPLAIN: open_late,
    OrderAction.SECOND: open_second,
}


@router.callback_query(SureButton.filter(), flags=BASICS)
@router.callback_query(VisitButton.filter(), flags=BASICS)
async def on_action(
    event: CallbackQuery,
    callback_data: VisitButton | SureButton,
    bot: Bot,
    dialog_manager: DialogManager,
    actor: Actor,
    person: Person,
    held: locks.Locks,
    t: Texts,
) -> None:
    """Act at once, or open the dialog that asks for the rest; a refusal comes with a fresh card."""
    visit = await access.visit_for(actor, callback_data.visit_id)
    sure = isinstance(callback_data, SureButton)
    try:
        action = _asked(callback_data)
        again = action is Action.ACCEPT and await offers.confirms_again(visit, by=actor)
        if not await _is_repeat(action, callback_data, visit, actor):
            await _check_true(action, callback_data, visit, actor)
            if action in OPENERS and not sure:
                await OPENERS[action](dialog_manager, visit.id)
                return
            await _act(action, visit, actor, early=sure)
    except NotYours:
        raise  # there is no card to show him
    except (OrderTaken, OfferGone) as lost:
        await say_taken(bot, held, event.from_user.id, visit.id, lost, actor, t)
        await cards.redraw_order(bot, held, visit.order_id, event.from_user.id)
        return
    except NotToday as refused:
        await ask_early(bot, event.from_user.id, refused, visit, t)
        return
    except Refused as refused:
        if await refuse(bot, event.from_user.id, refused, t):
            with suppress(NotFound):
                await cards.open_card(bot, held, visit.order_id, person)
        return
    await answer_query(t("done.accept.again") if again else t(f"done.{action}"))
    await cards.redraw_order(bot, held, visit.order_id, event.from_user.id)
    await redraw_counts(dialog_manager)
    if sure:
        await close_yes(bot, event, action, visit, t)
    elif action is Action.ACCEPT:
        await say_tight(bot, event.from_user.id, visit, actor, t)


@router.callback_query(StayButton.filter(), flags={"right": Right.VISITS_OWN})
async def on_stay(event: CallbackQuery, callback_data: StayButton, bot: Bot, actor: Actor, t: Texts) -> None:
    """No to a question: the visit stays as it is."""
    visit = await visits.own(callback_data.visit_id, actor)
    await answer_query()
    await close_no(bot, event, visit, t)


@router.callback_query(OrderButton.filter(), flags=BASICS)
async def on_open(
    _event: CallbackQuery,
    callback_data: OrderButton,
    bot: Bot,
    person: Person,
    actor: Actor,
    held: locks.Locks,
) -> None:
    """The order's card, anew at the bottom of the chat."""
    await access.order_for(actor, callback_data.order_id)
    await answer_query()
    await cards.open_card(bot, held, callback_data.order_id, person)


@router.callback_query(OfficeButton.filter(), flags={"right": Right.ORDERS_DISPATCH})
async def on_office(
    event: CallbackQuery,
    callback_data: OfficeButton,
    bot: Bot,
    dialog_manager: DialogManager,
    actor: Actor,
    person: Person,
    held: locks.Locks,
    t: Texts,
) -> None:
    """What the office says of an order: at once, or by way of a window that asks why."""
    order = await access.order_for(actor, callback_data.order_id)
    if callback_data.action in ASKING:
        await ASKING[callback_data.action](dialog_manager, order.id)
        return
    try:
        if order.office_status is OfficeStatus.HOLD:  # else it goes on already: a second tap
            await holds.end(order.id, by=actor)
    except Refused as refused:
        if await refuse(bot, event.from_user.id, refused, t):
            await cards.open_card(bot, held, order.id, person)
        return
    await answer_query(t("done.go_on"))
    await cards.redraw_order(bot, held, order.id, event.from_user.id)


@router.callback_query(PlanButton.filter(), flags={"right": Right.ORDERS_DISPATCH})
async def on_plan(_event: CallbackQuery, callback_data: PlanButton, dialog_manager: DialogManager) -> None:
    """When the visit is, at whom and with whom."""
    await open_booking(dialog_manager, callback_data.visit_id)


@router.callback_query(RepeatButton.filter(), flags={"right": Right.ORDERS_DISPATCH})
async def on_repeat(
    _event: CallbackQuery, callback_data: RepeatButton, dialog_manager: DialogManager
) -> None:
    """How the order is repeated, or how it is to be."""
    await open_repeat(dialog_manager, callback_data.order_id)


@router.callback_query(PhotosButton.filter(), flags=BASICS)
async def on_photos(
    _event: CallbackQuery, callback_data: PhotosButton, bot: Bot, person: Person, actor: Actor, t: Texts
) -> None:
    """The photos of a visit, as albums."""
    door = access.visit_for if actor.may(Right.ORDERS_SEE) else _own
    visit = await door(actor, callback_data.visit_id)
    await answer_query()
    await gallery.send(bot, visit, person, t)


@router.callback_query(MyOrdersButton.filter(), flags=BASICS)
async def on_my_orders(_event: CallbackQuery, dialog_manager: DialogManager) -> None:
    """What a client sees of his orders."""
    await open_orders(dialog_manager)


@router.callback_query(AbsenceButton.filter(), flags={"right": Right.ABSENCES_DECIDE})
async def on_absence(
    _event: CallbackQuery, callback_data: AbsenceButton, dialog_manager: DialogManager
) -> None:
    """An absence with the visits it meets, and the office's word on it."""
    await open_absence(dialog_manager, callback_data.absence_id)


@router.callback_query(UploadButton.filter(), flags={"right": Right.VISITS_OWN})
async def on_upload(
    _event: CallbackQuery, callback_data: UploadButton, dialog_manager: DialogManager
) -> None:
    """The window that takes photos of a visit."""
    await open_upload(dialog_manager, callback_data.visit_id)


@router.callback_query(KindButton.filter(), flags={"right": Right.VISITS_OWN})
async def on_kind(
    event: CallbackQuery,
    callback_data: KindButton,
    bot: Bot,
    dialog_manager: DialogManager,
    actor: Actor,
    t: Texts,
) -> None:
    """What the photos just acknowledged show; the mark on the button is true also after a refusal."""
    photo_id, kind = callback_data.photo_id, callback_data.kind
    try:
        await photos.change_kind(photo_id, kind, by=actor, album=True)
        await answer_query(t("photos.shows", kind=t(f"upload.next.{kind}")))
    finally:
        await received.redraw(bot, event, photo_id, t)
    await redraw_counts(dialog_manager)


async def _own(actor: Actor, visit_id: int) -> Visit:
    """The door of a master to what an offer alone doesn't show."""
    return await visits.own(visit_id, actor)


def _asked(button: VisitButton) -> Action:
    """The action a button names; a forged one names anything."""
    if button.action not in set(Action):
        raise Changed
    return Action(button.action)


async def _is_repeat(action: Action, button: VisitButton, visit: Visit, actor: Actor) -> bool:
    """A second tap of a gloved thumb: what it asks for has just been done by the same press."""
    done = (
        action is not Action.ACCEPT
        and (action not in OPENERS or isinstance(button, SureButton))
        and visit.version == button.version + 1
        and visit.status is STEPS[action].target
    )
    if not done or action is not Action.APPROVE:
        return done and visit.master_id == actor.id
    judge = await worksheets.judge_of(visit.id)
    return judge is not None and judge.id == actor.id


async def _check_true(action: Action, button: VisitButton, visit: Visit, actor: Actor) -> None:
    """Refuse a button that isn't any more what it was when it was drawn."""
    if visit.version == button.version and visit.status in STEPS[action].sources:
        return
    if action is Action.ACCEPT and visit.master_id == actor.id:
        raise AlreadyYours
    if action is Action.ACCEPT and visit.master_id is not None:
        raise OrderTaken
    if action in {Action.APPROVE, Action.RETURN}:
        await worksheets.require_unjudged(visit)
    if STEPS[action].side is Side.MASTER:
        await visits.own_or_offered(visit.id, actor)
    if visit.status not in OPEN:  # there is nothing left to press
        raise NotNow(status=visit.status)
    raise Changed


async def _act(action: Action, visit: Visit, actor: Actor, *, early: bool) -> None:
    match action:
        case Action.ACCEPT:
            await offers.accept(visit.id, by=actor)
        case Action.APPROVE:
            await worksheets.approve(visit.id, by=actor)
        case Action.DEPART | Action.ARRIVE | Action.PAUSE | Action.RESUME:
            await visits.act(visit.id, action, by=actor, early=early)
        case Action.NOT_LEFT | Action.NOT_THERE:
            await visits.take_back(visit.id, action, by=actor)
        case _:
            raise Changed

"""What can't be done, as facts. Every refusal has a text by its ``key`` in both languages.

A refusal is an answer to a person, not a fault of the program: the edges (bot, web) show the text and keep
what was entered.
"""

from typing import Any


class Refused(Exception):
    """Base of every refusal; ``key`` names its text, ``values`` fill it."""

    key = "refused"

    def __init__(self, **values: Any) -> None:
        super().__init__(type(self).__name__, values)
        self.values = values


class NotAllowed(Refused):
    """The actor's roles don't give the right, or the object isn't his."""

    key = "refused.not_allowed"


class NotFound(Refused):
    """No such object, or none that the actor may know of."""

    key = "refused.not_found"


class NotYours(NotFound):
    """It was the master's, or offered to him: ``number``, which he knows, and ``order_id`` are all he is told."""

    key = "refused.not_yours"


class OfferOver(NotYours):
    """It was only offered to the master, and is not any more."""

    key = "refused.offer_over"


class OrderTaken(Refused):
    """Another master accepted first."""

    key = "refused.order_taken"


class AlreadyYours(Refused):
    """The winner pressed Accept again."""

    key = "refused.already_yours"


class OfferGone(Refused):
    """The offer was withdrawn, answered or has expired."""

    key = "refused.offer_gone"


class SlotBusy(Refused):
    """The master has another visit in that time; where it is known, ``name`` and the ``number`` of its order say so."""

    key = "refused.slot_busy"

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        if values:
            self.key = "refused.slot_busy_by"


class NotNow(Refused):
    """The action isn't possible from the present status; ``status`` names it."""

    key = "refused.not_now"


class TooEarly(NotNow):
    """The visit isn't that far yet: ``status`` says how far it is, ``step`` is the action that comes before."""

    key = "refused.too_early"


class ReportJudged(NotNow):
    """Somebody of the office, ``name``, has approved or returned the report since; ``status`` says which."""

    key = "refused.report_judged"


class NotToday(Refused):
    """The visit is planned for a later day, ``starts_at`` in ``zone``; ``action`` may be done knowingly."""

    key = "refused.not_today"


class WorkBegun(Refused):
    """Work at the place has begun: the master was there, whatever he says now."""

    key = "refused.work_begun"


class OnHold(Refused):
    """The order is on hold: no master is sent and no work begins until it is resumed."""

    key = "refused.on_hold"


class WorkGoesOn(Refused):
    """A master has set out for the order or works on it: that can't be put on hold."""

    key = "refused.work_goes_on"


class NotLate(Refused):
    """There is nothing to explain: no clock of the order is broken."""

    key = "refused.not_late"


class Changed(Refused):
    """The object changed since the person saw it; the edge shows it anew."""

    key = "refused.changed"


class SettingChanged(Changed):
    """Somebody changed a setting of the company, or a master's time, since the person saw it."""

    key = "refused.setting_changed"


class ReasonMissing(Refused):
    """The action asks for a reason in words."""

    key = "refused.reason_missing"


class WindowMissing(Refused):
    """A visit without a planned time can't be given to a master."""

    key = "refused.window_missing"


class Invalid(Refused):
    """A value can't be used; ``field`` names it and ``problem`` is the key of what is wrong."""

    key = "refused.invalid"

    def __init__(self, problem: str, /, **values: Any) -> None:
        super().__init__(**values)
        self.key = problem


class ReportIncomplete(Refused):
    """The work report lacks something; ``missing`` is a list of text keys."""

    key = "refused.report_incomplete"


class MasterUnfit(Refused):
    """The master can't take the visit and no override reason was given; ``reasons`` say why."""

    key = "refused.master_unfit"


class PromiseLeft(Refused):
    """The client was promised another time and no override reason was given; ``reasons`` say which."""

    key = "refused.promise_left"


class LeadReports(Refused):
    """A helper can't close the work or its report: the lead, ``name``, does it for all."""

    key = "refused.lead_reports"


class LeadStays(Refused):
    """The lead can't be sent away while others work with him: another one must lead first."""

    key = "refused.lead_stays"


class PhotoGone(NotFound):
    """The photo was deleted, here or on another device."""

    key = "refused.photo_gone"


class LinkUsed(Refused):
    """A one-time link is unknown, used or too old."""

    key = "refused.link_used"


class RepeatsAlready(Refused):
    """The order belongs to a series; ``series_id`` names it."""

    key = "refused.repeats_already"


class SeriesEnded(Refused):
    """The series was ended, here or elsewhere."""

    key = "refused.series_ended"


class DraftGone(Refused):
    """The draft was finished or dropped elsewhere."""

    key = "refused.draft_gone"


class AlreadyAway(Refused):
    """Another absence of the same master has some of these days; it is given as ``absence``, in ``zone``."""

    key = "refused.already_away"


class AlreadyDecided(Refused):
    """Somebody has decided on the absence, or its master has withdrawn it; ``status`` says which."""

    key = "refused.already_decided"

"""The office's side."""

from dialogs.office import (
    absences,
    alerts,
    assign,
    cancel,
    hold,
    invite,
    late,
    mastertime,
    neworder,
    newtasks,
    review,
    series,
    settings,
    team,
    technicians,
)

dialogs = [
    neworder.dialog,
    newtasks.dialog,
    assign.dialog,
    review.dialog,
    cancel.dialog,
    hold.dialog,
    late.dialog,
    alerts.dialog,
    series.dialog,
    series.repeat_dialog,
    invite.dialog,
    team.dialog,
    absences.dialog,
    technicians.dialog,
    mastertime.dialog,
    settings.dialog,
]

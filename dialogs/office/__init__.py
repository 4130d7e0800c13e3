"""The office's side."""

from dialogs.office import (
    absences,
    alerts,
    assign,
    cancel,
    hold,
    invite,
    late,
    neworder,
    newtasks,
    review,
    team,
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
    invite.dialog,
    team.dialog,
    absences.dialog,
]

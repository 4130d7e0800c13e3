"""The office's side."""

from dialogs.office import absences, assign, cancel, invite, neworder, newtasks, review, team

dialogs = [
    neworder.dialog,
    newtasks.dialog,
    assign.dialog,
    review.dialog,
    cancel.dialog,
    invite.dialog,
    team.dialog,
    absences.dialog,
]

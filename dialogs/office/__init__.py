"""The office's side."""

from dialogs.office import assign, cancel, invite, neworder, newtasks, review

dialogs = [
    neworder.dialog,
    newtasks.dialog,
    assign.dialog,
    review.dialog,
    cancel.dialog,
    invite.dialog,
]

"""What a master sees and does in the bot."""

from dialogs.master import answer, feed, finish, home, leave, photos, report, schedule, status, tasks, upload

dialogs = [
    tasks.dialog,
    answer.dialog,
    finish.dialog,
    report.dialog,
    upload.dialog,
    photos.dialog,
    status.dialog,
    home.dialog,
    schedule.dialog,
    feed.dialog,
    leave.dialog,
]

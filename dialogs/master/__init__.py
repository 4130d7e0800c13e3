"""What a master sees and does in the bot."""

from dialogs.master import answer, finish, photos, report, tasks, upload

dialogs = [tasks.dialog, answer.dialog, finish.dialog, report.dialog, upload.dialog, photos.dialog]

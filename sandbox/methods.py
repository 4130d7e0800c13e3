"""Loads every module that builds Bot API methods, so that the table in `calls` is full."""

from sandbox import (
    albums,
    callbacks,
    chat_methods,
    copying,
    deleting,
    dice,
    editing,
    fetching,
    location,
    media,
    poll_methods,
    profile,
    sending,
)

__all__ = [
    "albums",
    "callbacks",
    "chat_methods",
    "copying",
    "deleting",
    "dice",
    "editing",
    "fetching",
    "location",
    "media",
    "poll_methods",
    "profile",
    "sending",
]

"""Loads every module that builds Bot API methods, so that the table in `calls` is full."""

from sandbox import (
    albums,
    callbacks,
    chat_methods,
    chat_settings,
    copying,
    deleting,
    dice,
    editing,
    fetching,
    location,
    media,
    membership,
    poll_methods,
    profile,
    sending,
    topics,
)

__all__ = [
    "albums",
    "callbacks",
    "chat_methods",
    "chat_settings",
    "copying",
    "deleting",
    "dice",
    "editing",
    "fetching",
    "location",
    "media",
    "membership",
    "poll_methods",
    "profile",
    "sending",
    "topics",
]

"""Loads every module that builds Bot API methods, so that the table in `calls` is full."""

from sandbox import (
    callbacks,
    chat_methods,
    copying,
    deleting,
    editing,
    fetching,
    location,
    media,
    profile,
    sending,
)

__all__ = [
    "callbacks",
    "chat_methods",
    "copying",
    "deleting",
    "editing",
    "fetching",
    "location",
    "media",
    "profile",
    "sending",
]

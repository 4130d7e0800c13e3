"""Processes that do what must not make a person wait."""

"""A strict, stateful stand-in for the Telegram Bot API: one bot, many people, no network.

It imports nothing of the product. `python -m sandbox --help` tells how to run it; README.md tells the rest.
"""

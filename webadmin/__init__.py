"""The thin web admin: pages drawn on the server, over the same verbs as the bot."""

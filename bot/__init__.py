"""The process that talks with Telegram."""

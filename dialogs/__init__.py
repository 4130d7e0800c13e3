"""Everything a person sees in Telegram."""

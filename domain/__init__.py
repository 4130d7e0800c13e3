"""What the company does. Knows no transport: no Telegram, no HTTP server, no task queue."""

"""What a database is filled with: a demo company around today, or what a real one starts from."""

"""What all dialogs share."""

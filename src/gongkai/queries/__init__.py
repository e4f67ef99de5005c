"""What a screen or a report reads."""

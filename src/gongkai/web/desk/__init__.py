"""The staff face."""

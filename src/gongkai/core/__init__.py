"""Rules as pure values: no Django, no YAML, no clock, no files."""

"""`gongkai …` for people."""

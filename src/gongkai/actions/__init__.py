"""One verb a function, all through one door."""

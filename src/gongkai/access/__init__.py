"""May she, which ones, who may."""

"""Screening: what a file must not give away, found part by part."""

"""Disclosure on request: the form, the procedure, the outcomes, the fee."""

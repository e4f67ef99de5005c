"""Changing an organ: its units, posts, deputies, accounts and rule book."""

from gongkai.actions.organs._act import SETUP, Who
from gongkai.actions.organs.accounts import close_account, open_account, set_email, set_password
from gongkai.actions.organs.adoption import adopt_regime
from gongkai.actions.organs.deputations import deputise, end_deputation
from gongkai.actions.organs.founding import Officer, found_organ
from gongkai.actions.organs.opening import add_person, open_organ
from gongkai.actions.organs.posts import appoint, end_post
from gongkai.actions.organs.units import change_unit, close_unit, open_unit

__all__ = [
    "SETUP",
    "Officer",
    "Who",
    "add_person",
    "adopt_regime",
    "appoint",
    "change_unit",
    "close_account",
    "close_unit",
    "deputise",
    "end_deputation",
    "end_post",
    "found_organ",
    "open_account",
    "open_organ",
    "open_unit",
    "set_email",
    "set_password",
]

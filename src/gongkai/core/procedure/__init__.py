"""Moves: who may do what, from where to where, under which clause."""

from gongkai.core.procedure.moves import Move, Table, by_titles

__all__ = ["Move", "Table", "by_titles"]

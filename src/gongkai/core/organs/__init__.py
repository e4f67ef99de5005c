"""Posts, functions, deputising and recusal as values."""

from gongkai.core.organs.standing import Bearing, Capacity, Standing, capacity_for, fills

__all__ = ["Bearing", "Capacity", "Standing", "capacity_for", "fills"]

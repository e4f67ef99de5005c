"""What happens later: baking, sweeping."""

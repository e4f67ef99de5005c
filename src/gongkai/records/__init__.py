"""Tables, nothing else."""

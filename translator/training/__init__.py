"""Training: recipe, loop, objective, schedule, checkpoints (torch)."""

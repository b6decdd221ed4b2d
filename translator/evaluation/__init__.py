"""Evaluation: corpus scores."""

"""Fuzzing, by hand: pip install atheris; python -m tests.fuzzing.text."""

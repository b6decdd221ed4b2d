"""Measurements anyone can run again; not tests: `python -m tests.benchmarks.NAME --help`."""

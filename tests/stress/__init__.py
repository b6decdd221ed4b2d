"""Texts written for this project that are hard on a translator."""

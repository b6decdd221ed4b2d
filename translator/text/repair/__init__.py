"""Repair: what is put right in a text before the network reads it, and in what it wrote."""

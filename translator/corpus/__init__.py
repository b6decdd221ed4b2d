"""Corpus: parallel text in; read, cleaned, stored and batched."""

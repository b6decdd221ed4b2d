"""Vocabulary: which words there are, what forms they take, and what they are in the other language."""

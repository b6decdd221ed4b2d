"""Decoding: search, the engines behind one step, the model folder, export."""

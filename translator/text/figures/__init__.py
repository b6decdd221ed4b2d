"""Figures: numbers, dates, times and ages as French and English write them."""

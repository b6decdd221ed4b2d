"""Colours that read on light and on dark grounds alike, and weights as people read them.

Each colour has a contrast of at least 4 to 1 with both white and black.
"""

from __future__ import annotations

HUES = ("color(27)", "color(162)", "color(28)", "color(130)", "color(98)", "color(30)")
QUIET = "color(243)"
# The same for web pages.
WEB_HUES = ("#005fff", "#d70087", "#008700", "#af5f00", "#875fd7", "#008787")
WEB_QUIET = "#767676"
STRONG = 0.6
LEAST = 0.005  # below it two decimals would say 0.00


def word_style(source_index: int, weight: float = 1.0) -> str:
    """Colour says which source word, boldness how much; the figure beside it says both without either."""
    hue = HUES[source_index % len(HUES)]
    return f"bold {hue}" if weight >= STRONG else hue


def weight_text(weight: float) -> str:
    """A weight in two decimals; what would be 0.00 is said to be less than 0.01."""
    return f"{weight:.2f}" if weight >= LEAST else "<0.01"

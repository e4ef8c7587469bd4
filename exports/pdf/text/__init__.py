"""Text on pages: shaped, wrapped and placed with the fonts that come along."""

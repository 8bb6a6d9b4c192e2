"""Figures by period, from a book of intervals that follows the log (F116)."""

"""The local API (F129): other programs of this PC, and allowed web pages, follow the desk and act at it."""

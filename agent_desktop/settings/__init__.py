"""One table of every option, and what reads and writes it."""

"""The softphone process and how the rest of the program talks to it."""

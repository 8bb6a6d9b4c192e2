"""What callers are told in words, and what web services tell about them."""

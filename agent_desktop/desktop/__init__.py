"""What the operating system offers; Qt only in qt_*.py."""

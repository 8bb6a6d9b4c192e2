"""Agent Desktop: a contact-centre agent's desktop and its small routing server."""

__version__ = "0.1.0"

"""SIP signalling: effects become SIP, SIP becomes facts."""

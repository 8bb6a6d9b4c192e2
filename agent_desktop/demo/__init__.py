"""Simulated callers and agents: a whole contact centre on one machine."""

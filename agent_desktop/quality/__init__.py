"""How good a call sounds: what its figures mean, and what to tell the agent. Pure, and for every floor."""

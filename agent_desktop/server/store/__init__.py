"""The log: inputs and events, durable before they are told."""

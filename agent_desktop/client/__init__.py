"""The client without a screen: connection, projection, actions, reactions."""

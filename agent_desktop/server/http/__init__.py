"""HTTP for clients: sessions, commands, snapshot and the event stream."""

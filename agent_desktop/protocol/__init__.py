"""What client and server say to each other; the wire form is the domain rows."""

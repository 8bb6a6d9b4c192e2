"""The routing server: carries inputs to the core and its effects to the outside."""

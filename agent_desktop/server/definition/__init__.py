"""A centre's definition, the TOML file in which an administrator says who works in which queue."""

from agent_desktop.server.definition.reading import Definition, DefinitionError, parse_definition, read_definition
from agent_desktop.server.definition.writing import define_of, definition_text

__all__ = ["Definition", "DefinitionError", "define_of", "definition_text", "parse_definition", "read_definition"]

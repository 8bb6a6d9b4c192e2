"""Taking header text apart without re-writing it: lists, parameters and addresses, aware of quotes and brackets."""

from __future__ import annotations


def split(text: str, separator: str) -> list[str]:
    """Cut at ``separator`` outside quoted strings and angle brackets; the pieces are stripped."""
    if separator not in text:
        return [text.strip()]
    if '"' not in text and "<" not in text:
        return [piece.strip() for piece in text.split(separator)]
    pieces: list[str] = []
    start = 0
    quoted = bracketed = escaped = False
    for at, char in enumerate(text):
        if escaped:
            escaped = False
        elif quoted:
            escaped = char == "\\"
            quoted = char != '"'
        elif char == '"':
            quoted = True
        elif char in "<>":
            bracketed = char == "<"
        elif char == separator and not bracketed:
            pieces.append(text[start:at].strip())
            start = at + 1
    pieces.append(text[start:].strip())
    return pieces


def parameters(text: str) -> list[tuple[str, str | None]]:
    """The ``;name=value`` parameters of a header value, names in lower case, values as written (None: no value)."""
    found: list[tuple[str, str | None]] = []
    for piece in split(text, ";")[1:]:
        name, equals, value = piece.partition("=")
        found.append((name.strip().lower(), value.strip() if equals else None))
    return found


def address_uri(address: str) -> str:
    """The URI of a name-addr or addr-spec, as written (RFC 3261 §20.10)."""
    if '"' not in address:
        _, bracket, rest = address.partition("<")
        return (rest.partition(">") if bracket else address.partition(";"))[0].strip()
    quoted = escaped = False
    for at, char in enumerate(address):
        if escaped:
            escaped = False
        elif quoted:
            escaped = char == "\\"
            quoted = char != '"'
        elif char == '"':
            quoted = True
        elif char == "<":
            return address[at + 1 :].partition(">")[0].strip()
    return address.partition(";")[0].strip()


def address_tag(address: str) -> str:
    """The tag of a From or To value; empty when it has none."""
    return dict(parameters(address)).get("tag") or ""

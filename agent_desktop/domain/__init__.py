"""The contact centre as a pure function: rows, rules and views, without clock, chance or I/O."""

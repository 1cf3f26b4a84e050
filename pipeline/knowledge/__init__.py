"""Facts about actors and places: tables, the scripts that build them, and their lookup keys."""

"""Sentence boundaries and headings, decided before the parser so that it keeps them."""

"""Documents from files: PDF and plain text to text in reading order, traceable to the page.

``read_document`` runs reader > lines > order > blocks > assemble; see those modules.
"""

from pipeline.layout.read import read_document, slug

__all__ = ["read_document", "slug"]

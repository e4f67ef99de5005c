"""The text of a document, as the desk shows it too."""

from gongkai.web.document import document_html

__all__ = ["document_html"]

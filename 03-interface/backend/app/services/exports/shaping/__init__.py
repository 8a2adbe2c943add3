"""Text whose letters are joined, reordered or composed before they are drawn: Arabic, Hebrew and emoji."""

from app.services.exports.shaping.paragraph import ShapedParagraph, Span

__all__ = ["ShapedParagraph", "Span"]

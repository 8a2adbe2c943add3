"""Routes of minutes and their templates."""

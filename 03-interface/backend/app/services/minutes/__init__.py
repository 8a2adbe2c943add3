"""Minutes: their jobs, their items and what people make of them."""

"""The product judged by recordings of one's own, with what was said in them."""

"""Finding meetings by their titles and by what was said in them."""

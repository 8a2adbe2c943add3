"""How long meetings are kept, and what keeps them longer."""

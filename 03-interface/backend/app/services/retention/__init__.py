"""Time for which meetings are kept, and what keeps them longer."""

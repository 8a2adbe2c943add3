"""Templates of minutes, and the minutes that users want of their new meetings."""

"""Routes of groups, and of whom one may share with."""

"""Many users and some greedy ones at once, against a stack of its own, to see that they do not disturb each other."""

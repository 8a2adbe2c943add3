"""The store of vectors of the local stack: one process that owns its folder, for any number of clients."""

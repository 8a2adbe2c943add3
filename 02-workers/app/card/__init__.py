"""The networks in PyTorch, for a card: batches of inputs of several lengths, padded and masked."""

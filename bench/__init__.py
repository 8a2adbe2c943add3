"""The benchmark: accuracy, speed and memory of this product and its peers, on recordings with a reference."""

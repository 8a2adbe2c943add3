"""Measures this product beside what people use today: accuracy, speed and memory, on recordings with known answers."""

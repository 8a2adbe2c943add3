"""Evidence: what a sentence that a model wrote rests on, and whether it does.

Turns are numbered, the model selects numbers, and this code resolves them to segments and checks them.
"""

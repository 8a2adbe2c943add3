"""The tools of the Model Context Protocol: meetings for other programs' assistants, to read only."""

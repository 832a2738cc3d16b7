"""The contract that every room of Tocsin obeys, and the command that puts the rooms together."""

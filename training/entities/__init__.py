"""The entity model: `make model DATA=folder`."""

"""What makes the models that Tocsin ships; not shipped itself."""

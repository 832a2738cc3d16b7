"""How fast Tocsin is, and how well it reads, against what and on which machine."""

"""The formats that cars come in, each a module; what two of them share stands beside this room."""

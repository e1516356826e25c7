"""Licence plates: what RDW's open data tells of a car, kept with its date."""

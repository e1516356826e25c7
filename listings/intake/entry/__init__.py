"""One car in a minute: what a title and a licence plate tell, side by side, for a person."""

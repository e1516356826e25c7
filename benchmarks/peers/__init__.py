"""What other engines make of the same stock and the same searches."""

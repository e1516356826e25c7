"""Cars from other systems: read, understood, planned against the stock, applied in small steps."""

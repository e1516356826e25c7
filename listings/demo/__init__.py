"""A demonstration stock: invented cars of real models at believable prices, always the same."""

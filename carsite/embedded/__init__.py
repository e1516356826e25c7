"""A Django database engine: PostgreSQL that runs while somebody is connected."""

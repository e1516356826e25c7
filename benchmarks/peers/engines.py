"""The peers by name, each with the stock loaded."""

from collections.abc import Callable, Sequence

from benchmarks.peers import database
from benchmarks.peers.cars import Cars, read_cars
from benchmarks.peers.peer import Missing, Peer

__all__ = ["PEERS", "Missing", "loaded"]

PEERS = ("postgres", "tantivy", "duckdb")


def loaded(names: Sequence[str], say: Callable[[str], None]) -> dict[str, Peer]:
    """These peers. Raises ``Missing`` where the package of one is not installed."""
    classes = {name: _class(name) for name in names}
    if not classes:
        return {}
    say("reading the stock for the peers")
    cars = read_cars()
    peers = {}
    for name, peer in classes.items():
        say(f"loading {name}")
        peers[name] = peer(cars)
    return peers


def _class(name: str) -> Callable[[Cars], Peer]:
    """Imported only when it is asked for, since its package may not be installed."""
    if name == "postgres":
        from benchmarks.peers.postgres import Postgres

        return lambda cars: Postgres(cars, database.FOLDER)
    if name == "tantivy":
        from benchmarks.peers.tantivy import Tantivy

        return lambda cars: Tantivy(cars, database.FOLDER)
    from benchmarks.peers.duckdb import DuckDB

    return DuckDB

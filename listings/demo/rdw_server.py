"""A stand-in for RDW's open data on this machine: ``python -m listings.demo.rdw_server --port 0``.

It prints its address, answers about the demo's cars in the shape of the real register, and about
cars that nobody sells yet, to be added: GC-508-Q (Peugeot 508), QT-317-Z (Golf), G-208-QX (Octavia,
a taxi once), Z-403-CT (Tesla Model 3), K-115-QR (V60 with an open recall), 7-CHN-22 (Yaris with
odometer readings that do not add up), VCX-31-G (Transit Custom). Other plates it does not know.

Plates for trouble: QQ-429-C wants fewer questions (Retry-After: 30), QQ-500-C fails, QQ-504-C
answers after ten minutes, QQ-100-C sends a byte a second, QQ-204-C is empty with 200, QQ-415-C
sends HTML, QQ-413-C sends megabytes, QQ-302-C sends elsewhere, QQ-206-C fails after the vehicle,
QQ-422-C sends nonsense of the right form, QQ-400-C another car, QQ-499-C hangs up.
"""

import argparse
import json
import os
import sys
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from listings.demo.register import VERDICTS, Papers, explanation, papers, sets_of

HOST = "127.0.0.1"
SETS = {
    "m9d7-ebf2": "vehicle",
    "8ys7-d773": "fuels",
    "vezc-m2t6": "bodies",
    "t49b-isb7": "recalls",
    "jqs4-4kvw": "explanations",
}
CODE = "code_toelichting_tellerstandoordeel"
AGES = 600  # seconds
HUGE = 4_000_000  # bytes

# Cars to be added, of models that the demo has too.
FREE = (
    Papers(
        "GC508Q", "Peugeot", "508", "estate", "phev", "grey", date(2020, 6, 17), date(2020, 6, 17),
        165, date(2028, 6, 17), 1598, 5, 5, 1695, 1300, 31, 52,
    ),
    Papers(
        "QT317Z", "Volkswagen", "Golf", "hatchback", "petrol", "blue", date(2017, 3, 9),
        date(2017, 3, 9), 92, date(2027, 3, 9), 1395, 5, 5, 1211, 1400, 116,
    ),
    Papers(
        "G208QX", "Skoda", "Octavia", "estate", "diesel", "black", date(2020, 1, 14),
        date(2020, 1, 14), 110, date(2027, 1, 14), 1968, 5, 5, 1340, 1600, 119, was_taxi=True,
    ),
    Papers(
        "Z403CT", "Tesla", "Model 3", "sedan", "electric", "white", date(2021, 9, 28),
        date(2023, 2, 7), 208, date(2027, 9, 28), None, 4, 5, 1722, 1000, None, 448,
    ),
    Papers(
        "K115QR", "Volvo", "V60", "estate", "phev", "silver", date(2020, 11, 3), date(2020, 11, 3),
        186, date(2026, 12, 3), 1969, 5, 5, 1965, 2000, 38, 56, has_open_recall=True,
    ),
    Papers(
        "7CHN22", "Toyota", "Yaris", "hatchback", "hybrid", "red", date(2014, 5, 22),
        date(2014, 5, 22), 54, date(2027, 5, 22), 1497, 5, 5, 1035, None, 82,
        verdict="04", odometer_year=2025,
    ),
    Papers(
        "VCX31G", "Ford", "Transit Custom", "van", "diesel", "white", date(2024, 8, 30),
        date(2024, 8, 30), 100, date(2028, 8, 30), 1995, 5, 3, 1932, 2500, 189,
    ),
)  # fmt: skip

Cars = Callable[[], dict[str, Papers]]


class Handler(BaseHTTPRequestHandler):
    """Answers ``/<set>.json?kenteken=…``; ``cars`` is given by the server that is made."""

    cars: Cars  # beside the free ones
    stopping: threading.Event
    asked: list[str]
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet: in two, the second waits 40 ms for its turn

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        name = SETS.get(parts.path.removesuffix(".json").rpartition("/")[2])
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        plate = query.get("kenteken", "")
        self.asked.append(f"{name} {plate}".strip())
        if name is None:
            self.send(404, {"code": "dataset.missing", "error": True, "message": "Not found"})
        elif name == "explanations":
            code = query.get(CODE, "")
            self.send(200, [explanation(code)] if code in VERDICTS else [])
        elif trouble := TROUBLE.get(plate):
            trouble(self, name, plate)
        else:
            self.send(200, self.rows(name, plate))

    def rows(self, name: str, plate: str) -> list[dict[str, str]]:
        car = free_cars().get(plate) or self.cars().get(plate)
        return sets_of(car)[name] if car else []

    def send(self, status: int, data: Any, headers: dict[str, str] | None = None) -> None:
        body = data if isinstance(data, bytes) else json.dumps(data).encode()
        self.send_response(status)
        kinds = {"Content-Type": "application/json;charset=utf-8", "Content-Length": str(len(body))}
        for header, value in {**kinds, **(headers or {})}.items():
            self.send_header(header, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: what was asked stands in the client's log."""


# --- Trouble ----------------------------------------------------------------------------------


def busy(handler: Handler, _name: str, _plate: str) -> None:
    handler.send(429, {"error": True, "message": "Too many requests"}, {"Retry-After": "30"})


def failing(handler: Handler, _name: str, _plate: str) -> None:
    handler.send(500, {"error": True, "message": "Internal error"})


def slow(handler: Handler, _name: str, _plate: str) -> None:
    handler.stopping.wait(AGES)
    handler.close_connection = True


def dripping(handler: Handler, _name: str, _plate: str) -> None:
    """A header line that never ends, so that no time-out between two bytes is ever reached."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Wait: ")
    while not handler.stopping.wait(0.05):
        try:
            handler.wfile.write(b".")
            handler.wfile.flush()
        except OSError:
            break
    handler.close_connection = True


def empty(handler: Handler, _name: str, _plate: str) -> None:
    handler.send(200, [])


def html(handler: Handler, _name: str, _plate: str) -> None:
    handler.send(200, b"<!doctype html><title>Onderhoud</title>", {"Content-Type": "text/html"})


def huge(handler: Handler, _name: str, plate: str) -> None:
    handler.send(200, [{"kenteken": plate, "merk": "X" * HUGE}])


def elsewhere(handler: Handler, _name: str, _plate: str) -> None:
    handler.send(302, b"", {"Location": "http://127.0.0.1:9/"})


def half(handler: Handler, name: str, plate: str) -> None:
    if name != "vehicle":
        failing(handler, name, plate)
        return
    handler.send(200, [sets_of(FREE[0])["vehicle"][0] | {"kenteken": plate}])


def nonsense(handler: Handler, _name: str, plate: str) -> None:
    """Right in form, wrong in every value."""
    row = {
        "kenteken": plate, "merk": 508, "handelsbenaming": {"a": [1]}, "cilinderinhoud": 1e300,
        "aantal_deuren": "veel", "datum_eerste_toelating": "20209999", "massa_rijklaar": "-5",
        "vervaldatum_apk": 17, "eerste_kleur": "\ud800\u0000", "taxi_indicator": True,
        "tellerstandoordeel": "Misschien", "catalogusprijs": None,
        "brandstof_omschrijving": "Kolen", "nettomaximumvermogen": "NaN",
    }  # fmt: skip
    handler.send(200, [row])


def stranger(handler: Handler, _name: str, _plate: str) -> None:
    handler.send(200, sets_of(FREE[0])["vehicle"])


def hang_up(handler: Handler, _name: str, _plate: str) -> None:
    handler.close_connection = True


Trouble = Callable[[Handler, str, str], None]
TROUBLE: dict[str, Trouble] = {
    "QQ429C": busy, "QQ500C": failing, "QQ504C": slow, "QQ100C": dripping, "QQ204C": empty,
    "QQ415C": html, "QQ413C": huge, "QQ302C": elsewhere, "QQ206C": half, "QQ422C": nonsense,
    "QQ400C": stranger, "QQ499C": hang_up,
}  # fmt: skip


# --- Cars -------------------------------------------------------------------------------------


@cache
def free_cars() -> dict[str, Papers]:
    """The cars that are not in the demo's stock."""
    return {car.plate: car for car in FREE}


def demo_cars() -> dict[str, Papers]:
    """The demo's own, which take a second to think up: once, whoever asks meanwhile."""
    with _thinking:
        return _demo_cars()


_thinking = threading.Lock()


@cache
def _demo_cars() -> dict[str, Papers]:
    from listings.demo.stock import DEFAULT_COUNT, SEED, stock
    from listings.demo.when import Load, loaded

    load = loaded() or Load(datetime.now(UTC), DEFAULT_COUNT, SEED)
    found = (papers(car) for car in stock(load.count, at=load.at, seed=load.seed))
    return {car.plate: car for car in found if car}


def serve(cars: Cars, port: int = 0) -> ThreadingHTTPServer:
    """A server on this machine alone, not yet running; ``asked`` lists the questions it got."""
    given = {"cars": staticmethod(cars), "stopping": threading.Event(), "asked": []}
    server = ThreadingHTTPServer((HOST, port), type("Given", (Handler,), given))
    server.daemon_threads = True
    return server


def address(server: ThreadingHTTPServer) -> str:
    return f"http://{HOST}:{server.server_address[1]}/resource/"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carsite.settings")
    parser = argparse.ArgumentParser(description="A stand-in for RDW's open data.")
    parser.add_argument("--port", type=int, default=0, help="0: any that is free")
    server = serve(demo_cars, parser.parse_args().port)
    sys.stdout.write(f"{address(server)}\n")
    sys.stdout.flush()
    threading.Thread(target=demo_cars, daemon=True).start()  # so that the first question is quick
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


if __name__ == "__main__":
    main()

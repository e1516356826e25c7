"""Fetching what a feed names: from whom it may come, and what a hostile answer can do."""

import datetime
import gzip
import ipaddress
import ssl
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from listings.intake import fetching
from listings.intake.fetching import FetchError, fetch, is_public, target_of

HOST = "fotos.example"
JPEG = "image/jpeg"


class Answers(BaseHTTPRequestHandler):
    """What the path asks for; every request is remembered."""

    seen: ClassVar[list[tuple[str, str]]] = []
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.seen.append((self.headers["Host"], self.path))
        getattr(self, self.path.strip("/").partition("?")[0].partition("/")[0])()

    def good(self) -> None:
        self.say(b"picture")

    def packed(self) -> None:
        self.say(gzip.compress(b"picture"), encoding="gzip")

    def bomb(self) -> None:
        self.say(gzip.compress(bytes(5_000_000)), encoding="gzip")

    def brotli(self) -> None:
        self.say(b"x", encoding="br")

    def large(self) -> None:
        self.say(bytes(20_000))

    def page(self) -> None:
        self.say(b"<html>", kind="text/html")

    def missing(self) -> None:
        self.say(b"", status=404)

    def busy(self) -> None:
        self.say(b"", status=503)

    def elsewhere(self) -> None:
        self.say(b"", status=302, location="https://127.0.0.1/admin/")

    def endless(self) -> None:
        self.start(JPEG)
        self.end_headers()
        while True:
            self.wfile.write(bytes(1_000))

    def short(self) -> None:
        self.start(JPEG, length=500)
        self.end_headers()
        self.wfile.write(b"picture")

    def slow(self) -> None:
        self.start(JPEG, length=500)
        self.end_headers()
        while True:
            self.wfile.write(b".")
            time.sleep(0.05)

    def drip(self) -> None:
        while True:
            self.wfile.write(b"H")
            time.sleep(0.05)

    def start(self, kind: str, status: int = 200, length: int | None = None) -> None:
        self.close_connection = True
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if length is not None:
            self.send_header("Content-Length", str(length))

    def say(
        self, body: bytes, *, kind: str = JPEG, status: int = 200, encoding: str = "",
        location: str = "",
    ) -> None:  # fmt: skip
        self.start(f"{kind}; charset=x", status, len(body))
        if encoding:
            self.send_header("Content-Encoding", encoding)
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *args: Any) -> None:
        """Whoever is cut off does not matter."""


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for ``HOST``, with its key, that is its own authority."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)]),
    )
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name)
        .public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture(scope="module")
def port(authority: Path) -> Iterator[int]:
    server = Server(("127.0.0.1", 0), Answers)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def internet(monkeypatch: pytest.MonkeyPatch, port: int, authority: Path) -> list[str]:
    """The server as if it were out there; whoever is looked up is remembered."""
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    Answers.seen.clear()
    monkeypatch.setattr(fetching, "HTTPS_PORT", port)
    monkeypatch.setattr(fetching, "resolve", resolve)
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")
    monkeypatch.setattr(
        fetching, "trusted", lambda: ssl.create_default_context(cafile=str(authority))
    )
    return asked


def got(url: str, **options: Any) -> bytes:
    wanted = {"hosts": [HOST], "limit_bytes": 10_000, "accept": [JPEG], "seconds": 5.0, **options}
    return fetch(url, **wanted)


@pytest.mark.parametrize(
    "url",
    [
        f"https://{HOST}/good", f"HTTPS://{HOST.upper()}./good?a=1&b=%2F", f"https://{HOST}:443/good",
        f"https://{HOST}/packed", f"https://{HOST}/good/ü b.jpg".replace(" ", "%20"),
    ],
)  # fmt: skip
def test_what_is_allowed_is_fetched(internet: list[str], monkeypatch: Any, url: str) -> None:
    url = url.replace(":443", f":{fetching.HTTPS_PORT}")
    assert got(url) == b"picture"
    assert internet == [HOST]  # looked up once
    assert Answers.seen[0][0] == HOST
    assert Answers.seen[0][1].isascii()


HOSTILE = [
    "", "x", "//fotos.example/x", "https://", "https:///x", "ftp://fotos.example/x",
    "http://fotos.example/x", "file:///etc/passwd", "javascript:alert(1)", "data:,x",
    "gopher://fotos.example/x", "https://evil.example/x", "https://fotos.example.evil.example/",
    "https://xfotos.example/", "https://sub.fotos.example/", "https://evil.example#fotos.example",
    "https://evil.example?fotos.example", "https://evil.example/fotos.example",
    "https://fotos.example@evil.example/", "https://evil.example@fotos.example/",
    "https://user:pass@fotos.example/", "https://@fotos.example/", "https://fotos.example:22/",
    "https://fotos.example:80/", "https://fotos.example:99999/", "https://fotos.example:x/",
    "https://fotos.example:-1/", "https://evil.example\\@fotos.example/",
    "https://fotos.example\\.evil.example/", "https://fotos.example\t.evil.example/",
    "https://fotos.example\n/x", "https://fotos.example /x", " https://fotos.example/x",
    "https://fotos.example%00.evil.example/", "https://fotos.example%2eevil.example/",
    "https://fotos%2eexample/", "https://127.0.0.1/", "https://2130706433/", "https://0x7f000001/",
    "https://0x7f.1/", "https://0177.0.0.1/", "https://127.1/", "https://[::1]/",
    "https://[::ffff:127.0.0.1]/", "https://[fe80::1%25eth0]/", "https://[::", "https://localhost/",
    "https://169.254.169.254/latest/meta-data/", "https://１２７.0.0.1/", "https://①②⑦.0.0.1/",
    "https://fotos.example\x00/", "https://fotos.example/\r\nHost: evil.example", "https://..../",
    "https://" + "a" * 64 + ".example/", "https://fotos.example/" + "a" * 500,
]  # fmt: skip


@pytest.mark.parametrize("url", HOSTILE)
def test_hostile_addresses_are_not_even_looked_up(internet: list[str], url: str) -> None:
    with pytest.raises(FetchError):
        got(url, hosts=[HOST, "127.0.0.1", "::1", "2130706433", ""])
    assert (internet, Answers.seen) == ([], [])


def test_names_are_compared_as_they_are_asked(settings: Any) -> None:
    assert target_of("https://Fotös.Example./", ["FOTÖS.example"]).host == "xn--fots-7qa.example"
    settings.FETCH_HTTP = True
    assert target_of("http://fotos.example/ä?é", [HOST]) == (HOST, 80, "/%C3%A4?%C3%A9", False)


@pytest.mark.parametrize(
    ("path", "may_pass"),
    [("page", False), ("brotli", False), ("large", False), ("bomb", False), ("missing", False),
     ("elsewhere", False), ("endless", False), ("busy", True), ("short", True)],
)  # fmt: skip
def test_answers_that_are_not_taken(internet: list[str], path: str, may_pass: bool) -> None:
    with pytest.raises(FetchError) as caught:
        got(f"https://{HOST}/{path}")
    assert caught.value.may_pass == may_pass
    assert len(Answers.seen) == 1  # nothing is followed


@pytest.mark.parametrize("path", ["slow", "drip"])
def test_a_slow_answer_is_cut_off(internet: list[str], path: str) -> None:
    with pytest.raises(FetchError) as caught:
        got(f"https://{HOST}/{path}", seconds=0.4)
    assert caught.value.may_pass


def test_a_certificate_must_be_the_hosts(internet: list[str]) -> None:
    with pytest.raises(FetchError):
        got("https://other.example/good", hosts=["other.example"])
    assert Answers.seen == []


def test_a_certificate_must_be_trusted(internet: list[str], monkeypatch: Any) -> None:
    monkeypatch.setattr(fetching, "trusted", ssl.create_default_context)
    with pytest.raises(FetchError):
        got(f"https://{HOST}/good")
    assert Answers.seen == []


@pytest.mark.parametrize(
    "found",
    [[], ["127.0.0.1"], ["93.184.215.14", "10.0.0.1"], ["::ffff:93.184.215.14"], ["fe80::1%eth0"]],
)
def test_a_name_that_leads_inside_is_not_asked(
    internet: list[str], monkeypatch: pytest.MonkeyPatch, found: list[str]
) -> None:
    monkeypatch.setattr(fetching, "is_public", is_public)
    monkeypatch.setattr(fetching, "resolve", lambda host, port: found)
    with pytest.raises(FetchError):
        got(f"https://{HOST}/good")
    assert Answers.seen == []


PRIVATE = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254
169.254.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.2.1 192.88.99.1 192.168.0.1
198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1
255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1
64:ff9b::808:808 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2001:10::1 2001:20::1 2002:7f00:1::
2002:808:808:: 3fff::1 fc00::1 fd00::1 fe80::1 fec0::1 ff02::1 fe80::1%eth0 ::1%1 nonsense
""".split()
PUBLIC = "1.1.1.1 8.8.8.8 93.184.215.14 172.32.0.1 2606:4700::1111 2a00:1450:4001::1".split()


def test_which_addresses_are_public() -> None:
    assert [address for address in PRIVATE if is_public(address)] == []
    assert [address for address in PUBLIC if not is_public(address)] == []
    nets = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "fc00::/7"]
    edges = [edge for net in map(ipaddress.ip_network, nets) for edge in (net[0], net[-1])]
    assert not any(is_public(str(edge)) for edge in edges)

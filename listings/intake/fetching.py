"""What lies at an address that somebody else wrote: fetched from the hosts it may come from only.

An address in a feed must not make this machine ask its own network (SSRF). So the host must be on
a list, its name is looked up once, every address found must be a public one, and the connection
goes to that very address; nothing is followed. docs/feeds.md tells the rules to people.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

SECONDS = 30.0  # for all of it: name, connection, answer
LONGEST_URL = 500
CHUNK = 65_536
HTTPS_PORT, HTTP_PORT = 443, 80
PATH_SIGNS = "/:@!$&'()*+,;=-._~%"
# What IPv6 gives to anybody's machines; the rest is for one's own network or a way into IPv4.
_IPV6 = ipaddress.IPv6Network("2000::/3")
_TUNNELS = [ipaddress.IPv6Network(net) for net in ("2002::/16", "2001::/23", "3fff::/20")]
_RELAYS = ipaddress.IPv4Network("192.88.99.0/24")  # of 6to4, which has no use any more


class FetchError(Exception):
    """Nothing was fetched; the message is for a person. ``may_pass``: later it might work."""

    def __init__(self, reason: str, *, may_pass: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.may_pass = reason, may_pass


class Target(NamedTuple):
    """An address, taken apart: nobody takes it apart a second time and differently."""

    host: str  # ASCII, lower case
    port: int
    path: str  # with its query, quoted
    is_secure: bool


def fetch(
    url: str,
    *,
    hosts: Iterable[str],
    limit_bytes: int,
    accept: Collection[str],
    seconds: float = SECONDS,
) -> bytes:
    """The body of the answer to GET, unpacked. Raises ``FetchError``.

    ``hosts`` are the names it may come from, exactly. ``limit_bytes`` counts what was unpacked;
    ``accept`` are the media types ("image/jpeg"); ``seconds`` are for all of it together.
    """
    deadline = time.monotonic() + seconds
    target = target_of(url, hosts)
    address = public_address(target, deadline)
    try:
        with _connected(target, address, deadline) as connection:
            return _answer(connection, target, limit_bytes, accept, deadline)
    except ssl.SSLCertVerificationError as error:
        raise FetchError(_("%s has no valid certificate.") % target.host) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = (
            _("%s did not answer in time.") if _left(deadline) <= 0 else _("%s did not answer.")
        )
        raise FetchError(reason % target.host, may_pass=True) from error


def target_of(url: str, hosts: Iterable[str]) -> Target:
    """The address taken apart, if it is one that may be asked. Raises ``FetchError``."""
    if len(url) > LONGEST_URL or not url.isprintable() or set(url) & set(' \\<>"{}|^`'):
        raise FetchError(_("This is no address."))
    try:
        parts = urlsplit(url)
        port, name = parts.port, host_name(parts.hostname or "")
    except ValueError:
        raise FetchError(_("This is no address.")) from None
    is_secure = parts.scheme == "https"
    if not is_secure and not (parts.scheme == "http" and settings.FETCH_HTTP):
        raise FetchError(_("Only addresses that begin with https:// are fetched."))
    usual = HTTPS_PORT if is_secure else HTTP_PORT
    if "@" in parts.netloc or (port or usual) != usual:
        raise FetchError(_("An address with a user name or a port is not fetched."))
    if not name or name not in {_known(host) for host in hosts}:
        raise FetchError(_("%s is not among the hosts that are allowed here.") % (name or "?")[:80])
    path = quote(parts.path or "/", PATH_SIGNS)
    query = f"?{quote(parts.query, PATH_SIGNS + '?')}" if parts.query else ""
    return Target(name, usual, path + query, is_secure)


def host_name(host: str) -> str:
    """As names are compared: ASCII by IDNA, lower case. Raises ``ValueError`` for a number."""
    name = host.removesuffix(".").encode("idna").decode().lower()
    last = name.rpartition(".")[2]
    if ":" in name or "[" in name or last.isdecimal() or last.startswith("0x"):
        raise ValueError(host)  # 127.0.0.1, 2130706433, 0x7f.1 and the like
    return name


def _known(host: str) -> str:
    try:
        return host_name(host.strip())
    except ValueError:
        return ""


def public_address(target: Target, deadline: float) -> str:
    """Where the name leads. One address among them that is not public, and none is asked."""
    found = _looked_up(target, deadline)
    if not found:
        raise FetchError(_("There is no host %s.") % target.host, may_pass=True)
    if not all(is_public(address) for address in found):
        raise FetchError(_("%s leads into a network that is not public.") % target.host)
    return next((address for address in found if ":" not in address), found[0])


def is_public(address: str) -> bool:
    """Whether it belongs to the internet: not to this machine, a local network or a tunnel."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:  # with a zone, such as fe80::1%eth0
        return False
    if not ip.is_global or ip.is_multicast or ip.is_reserved:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return ip not in _RELAYS
    return ip in _IPV6 and not any(ip in net for net in _TUNNELS)


def resolve(host: str, port: int) -> list[str]:
    """All addresses of a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _looked_up(target: Target, deadline: float) -> list[str]:
    """In a thread: a look-up knows no time limit of its own."""
    found: list[str] = []

    def look() -> None:
        with suppress(OSError):  # there is no such name, or nobody who knows it
            found.extend(resolve(target.host, target.port))

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    looking.join(max(_left(deadline), 0))
    return list(found)


def trusted() -> ssl.SSLContext:
    """Whose certificates are believed: the system's."""
    return ssl.create_default_context()


@contextmanager
def _connected(target: Target, address: str, deadline: float) -> Iterator[socket.socket]:
    """A connection to this address that is cut when the time is over, whatever is waited for."""
    plain = socket.create_connection((address, target.port), timeout=max(_left(deadline), 0.01))
    guard = plain.dup()  # the same connection, also when TLS has taken over the other
    cut = threading.Timer(max(_left(deadline), 0), _cut, [guard])
    cut.daemon = True
    cut.start()
    found = plain
    try:
        if target.is_secure:
            found = trusted().wrap_socket(plain, server_hostname=target.host)
        yield found
    finally:
        cut.cancel()
        found.close()
        guard.close()


def _cut(connection: socket.socket) -> None:
    with suppress(OSError):  # it ended by itself
        connection.shutdown(socket.SHUT_RDWR)


def _answer(
    connection: socket.socket,
    target: Target,
    limit_bytes: int,
    accept: Collection[str],
    deadline: float,
) -> bytes:
    from urllib3.connection import HTTPConnection  # many milliseconds that only a job needs
    from urllib3.exceptions import HTTPError

    asking = HTTPConnection(target.host, target.port, timeout=max(_left(deadline), 0.01))
    asking.sock = connection
    asking.auto_open = 0
    who = f"{settings.SITE_NAME} (+{settings.SITE_URL})"
    headers = {"Host": target.host, "User-Agent": who, "Accept-Encoding": "gzip"}
    headers["Accept"] = ", ".join(accept)
    try:
        asking.request("GET", target.path, headers=headers, preload_content=False)
        with closing(asking), closing(asking.getresponse()) as answer:
            _refuse(answer, target, limit_bytes, accept)
            body = _body(answer, limit_bytes)
    except HTTPError as error:
        raise http.client.HTTPException(str(error)) from error
    if _left(deadline) <= 0:  # an answer that was cut may look like one that ended
        raise FetchError(_("%s did not answer in time.") % target.host, may_pass=True)
    return body


def _refuse(
    answer: "BaseHTTPResponse", target: Target, limit_bytes: int, accept: Collection[str]
) -> None:
    if answer.status != 200:
        words = {"host": target.host, "status": answer.status}
        reason = _("%(host)s answered with status %(status)d.") % words
        raise FetchError(reason, may_pass=answer.status >= 500 or answer.status == 429)
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind not in accept:
        raise FetchError(_("“%s” is not the kind of file that was expected.") % kind[:80])
    packing = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in {"identity", "gzip", ""}:
        raise FetchError(_("The answer is packed in a way that was not asked for."))
    length = answer.headers.get("Content-Length", "")
    if length.isascii() and length.isdecimal() and int(length[:20]) > limit_bytes:
        raise _too_large(limit_bytes)


def _body(answer: "BaseHTTPResponse", limit_bytes: int) -> bytes:
    parts, size = [], 0
    while part := answer.read1(CHUNK, decode_content=True):
        parts.append(part)
        size += len(part)
        if size > limit_bytes:
            raise _too_large(limit_bytes)
    return b"".join(parts)


def _too_large(limit_bytes: int) -> FetchError:
    return FetchError(_("The file is larger than %.1f MB.") % (limit_bytes / 1_000_000))


def _left(deadline: float) -> float:
    return deadline - time.monotonic()

"""How gunicorn serves the site: ``gunicorn -c carsite/gunicorn.py carsite.wsgi``."""

import ctypes
import sys
import threading
import time
from pathlib import Path
from typing import Any

from gunicorn.glogging import Logger

from carsite.env import env_int, env_str

bind = f"{env_str('BIND', '127.0.0.1')}:{env_int('PORT', 8000, low=1, high=65535)}"
workers = env_int("WEB_WORKERS", 2, low=1, high=64)
worker_class = env_str("WEB_WORKER_CLASS", "sync")
threads = env_int("WEB_THREADS", 1, low=1, high=64)
timeout = 30
graceful_timeout = 20
# A worker's sign of life is a touched file; on a slow disk that alone could look like a hang.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
control_socket_disable = True

# A connection pool, an index or a lock opened before the fork would be shared by all workers.
preload_app = False


class OwnLines(Logger):
    """Requests are logged by our own middleware, without addresses.

    Gunicorn puts a line together for each as soon as logging is configured, though nobody reads it.
    """

    access_log_enabled = False


logger_class = OwnLines
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "carsite.logs.JsonFormatter"}},
    "handlers": {
        "stdout": {"class": "logging.StreamHandler", "formatter": "json", "stream": sys.stdout}
    },
    "root": {"handlers": ["stdout"], "level": "INFO"},
    "loggers": {"gunicorn.error": {"handlers": ["stdout"], "level": "INFO", "propagate": False}},
}


M_ARENA_MAX = -8  # glibc's mallopt.h
TRIM_SECONDS = 1.0
_libc = ctypes.CDLL(None)
_answered = threading.Event()


def post_fork(_arbiter: Any, _worker: Any) -> None:
    """One heap for all threads, and no connection pool that another process opened."""
    if mallopt := getattr(_libc, "mallopt", None):  # other systems do without
        mallopt(M_ARENA_MAX, 1)
    base = sys.modules.get("django.db.backends.postgresql.base")
    if base and base.DatabaseWrapper._connection_pools:
        raise RuntimeError("A connection pool was opened before the workers were forked.")


def post_request(_worker: Any, _request: Any, _environ: Any, _response: Any) -> None:
    _answered.set()


def _trim() -> None:
    """Give back what searches leave in the heap, 4 to 5 MB of freed pieces, while others wait or
    work: half a millisecond, once a second at most, and never while nobody asks.
    """
    while True:
        _answered.wait()
        time.sleep(TRIM_SECONDS)
        _answered.clear()
        _libc.malloc_trim(0)


def post_worker_init(_worker: Any) -> None:
    """Compile the question reader beside the first requests, which otherwise wait for it."""
    from listings.warming import warm_up  # the application is loaded by now, not before

    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
    if hasattr(_libc, "malloc_trim"):  # glibc's
        threading.Thread(target=_trim, name="trim", daemon=True).start()

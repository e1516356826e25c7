"""Typed readers of environment variables that refuse nonsense instead of guessing."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off", ""})


def env_str(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def env_bool(name: str, *, default: bool = False) -> bool:
    word = os.environ.get(name, str(default)).strip().lower()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not {word!r}.")


def env_choice(name: str, choices: tuple[str, ...]) -> str:
    """One of these words; the first where nothing is given."""
    word = env_str(name, choices[0]).lower()
    if word not in choices:
        raise ImproperlyConfigured(f"{name} must be {' or '.join(choices)}, not {word!r}.")
    return word


def env_int(name: str, default: int, *, low: int = 0, high: int = 2**31 - 1) -> int:
    word = os.environ.get(name, str(default)).strip()
    try:
        number = int(word)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {word!r}.") from error
    if not low <= number <= high:
        raise ImproperlyConfigured(f"{name} must lie between {low} and {high}, not {number}.")
    return number


def env_list(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def env_path(name: str, default: Path) -> Path:
    word = os.environ.get(name, "").strip()
    return Path(word).expanduser().resolve() if word else default


def env_origin(name: str, default: str) -> str:
    """A scheme and host such as ``https://example.nl``, without a closing slash or path."""
    word = os.environ.get(name, default).strip().rstrip("/")
    parts = urlsplit(word)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise ImproperlyConfigured(f"{name} must look like https://example.nl, not {word!r}.")
    return word


def secret_key(data: Path, *, required: bool) -> str:
    """``SECRET_KEY`` from the environment, else one made once in ``DATA/secret`` (mode 0600).

    ``required`` forbids the second way: a public site names its secret itself.
    """
    if word := env_str("SECRET_KEY"):
        return word
    if required:
        raise ImproperlyConfigured("Set SECRET_KEY: SITE_URL is not on this machine.")
    path = data / "secret"
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        return _make_secret(path)


def _make_secret(path: Path) -> str:
    from django.core.management.utils import get_random_secret_key  # only on the first start

    # Not 0700: as root, PostgreSQL runs as another user and has to pass through.
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o711)
    draft = path.with_name(f"secret.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(get_random_secret_key())
    # Two first starts at once: link() refuses to replace, so both end up with the same secret.
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text().strip()

"""With which figures the demo was loaded: from them its stock can be thought up again."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Load:
    """So many cars as they stood for sale at the moment ``at``."""

    at: datetime
    count: int
    seed: int


def remember(load: Load) -> None:
    """Writes it down in the data folder, beside the database that it was loaded into."""
    text = json.dumps({"at": load.at.isoformat(), "count": load.count, "seed": load.seed})
    _path().parent.mkdir(parents=True, exist_ok=True)
    _path().write_text(text, encoding="utf-8")


def loaded() -> Load | None:
    """The load that this data folder had; None where there was none, or nobody wrote it down."""
    try:
        found = json.loads(_path().read_text(encoding="utf-8"))
        return Load(datetime.fromisoformat(found["at"]), int(found["count"]), int(found["seed"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _path() -> Path:
    return Path(settings.DATA) / "demo.json"

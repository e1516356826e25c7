"""Photos are served to be kept, and nothing but photos is served."""

from pathlib import Path

import pytest
from django.test import Client


@pytest.fixture
def photo(settings: pytest.FixtureRequest) -> str:
    path = Path(settings.MEDIA_ROOT) / "photos" / "ab" / "abc-480.webp"  # type: ignore[attr-defined]
    path.parent.mkdir(parents=True)
    path.write_bytes(b"RIFF")
    return "/media/photos/ab/abc-480.webp"


def test_photo_may_be_kept_for_ever(client: Client, photo: str) -> None:
    response = client.get(photo)
    assert b"".join(response) == b"RIFF"  # type: ignore[arg-type]
    assert "immutable" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/media/photos/",
        "/media/../secret",
        "/media/%2e%2e/secret",
        "/media/none.webp",
        "/media/" + 300 * "9",
    ],
)
def test_nothing_else_is_served(client: Client, photo: str, path: str) -> None:
    response = client.get(path)
    assert response.status_code in {400, 404}
    assert "Cache-Control" not in response or "immutable" not in response["Cache-Control"]

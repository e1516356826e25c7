"""Where photos are kept, by the environment: in DATA/media, or in a bucket that speaks S3."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from carsite.env import env_choice, env_origin, env_str

A_YEAR = 31_536_000  # a photo's name tells its content, so it may be kept for ever


def photo_storage() -> tuple[dict[str, Any], list[str]]:
    """Django's default storage, and the origins from which pages then show photos.

    The package for S3 is an extra of this project's; without it the first photo says so.
    """
    if env_choice("PHOTO_STORAGE", ("files", "s3")) == "files":
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}, []
    public = urlsplit(_needed("S3_PUBLIC_URL").rstrip("/"))
    if public.scheme not in {"http", "https"} or not public.netloc or public.query:
        raise ImproperlyConfigured("S3_PUBLIC_URL must look like https://photos.example.nl/bucket.")
    options = {
        "bucket_name": _needed("S3_BUCKET"),
        "endpoint_url": env_origin("S3_ENDPOINT", "") if env_str("S3_ENDPOINT") else None,
        "region_name": env_str("S3_REGION") or None,
        "access_key": env_str("S3_ACCESS_KEY") or None,
        "secret_key": env_str("S3_SECRET_KEY") or None,
        "custom_domain": public.netloc + public.path,
        "url_protocol": f"{public.scheme}:",
        "querystring_auth": False,
        "object_parameters": {"CacheControl": f"public, max-age={A_YEAR}, immutable"},
    }
    storage = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
    return storage, [f"{public.scheme}://{public.netloc}"]


def _needed(name: str) -> str:
    if word := env_str(name):
        return word
    raise ImproperlyConfigured(f"PHOTO_STORAGE is s3: set {name} too.")

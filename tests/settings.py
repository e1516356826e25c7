"""The site's own settings, on a data folder and database of the tests' own."""

import os
from pathlib import Path

# Before the settings are read: nothing that a test writes may land among real data. A worker of
# pytest-xdist inherits what its parent decided.
own = Path(__file__).resolve().parent.parent / ".test-data"
given = os.environ.get("DATA")
os.environ.setdefault("TEST_DATA", f"{given}/tests" if given else str(own))
os.environ["DATA"] = os.environ["TEST_DATA"]

from carsite.settings import *  # noqa: E402, F403
from carsite.settings import DATA, DATABASES  # noqa: E402

DATABASES["default"].get("OPTIONS", {}).pop("pool", None)  # tests create and drop databases
if DATABASES["default"]["ENGINE"] == "carsite.embedded":
    DATABASES["default"]["OPTIONS"]["durable"] = False  # a crash may cost a test database
# Each test client makes the middleware anew, and WhiteNoise then looks at every static file. Here
# pages name the files themselves, which the finders know; collected ones are test_serve's.
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
AXES_ENABLED = False
SEARCH_LOOK_SECONDS = 0.0
# No test asks a register outside; those of RDW start a stand-in.
RDW_URL = "http://127.0.0.1:9/"

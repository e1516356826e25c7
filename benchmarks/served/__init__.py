"""The site and a bare Django page behind gunicorn, side by side."""

"""The demo's articles: texts, and pictures to go with them."""

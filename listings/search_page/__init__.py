"""From a query string to what is asked, and from an answer to the page that says it."""

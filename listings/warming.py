"""What a web process does before anybody asks: it compiles the reader of visitors' questions.

The readers of titles and articles wait for the first text: they take half a second, and memory
that most processes never need.
"""

import logging

from django.db import DatabaseError, connection

from listings.vocabulary.questions import question_reader

logger = logging.getLogger(__name__)
# With slips of the keyboard, since the tables for those are made at the first one.
QUESTION = "peugoet 508 sw hybride onder 30.000 bij utrehct"


def warm_up() -> None:
    """Read one question; without a database the first request waits as it did.

    Meant for a thread of its own, whose database connection it gives back.
    """
    try:
        question_reader().read(QUESTION)
    except DatabaseError as error:
        logger.info("The reader is not compiled yet: %s", error)
    finally:
        connection.close()

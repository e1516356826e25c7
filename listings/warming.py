"""What a web process does before anybody asks: it looks at the stock and compiles the reader of
visitors' questions.

The readers of titles and articles wait for the first text: they take half a second, and memory
that most processes never need. So do the tables for slips of the keyboard.
"""

import logging

from django.db import DatabaseError, connection

from listings.search import index
from listings.vocabulary.questions import question_reader

logger = logging.getLogger(__name__)
QUESTION = "peugeot 508 sw hybride onder 30.000 bij utrecht"


def warm_up() -> None:
    """Look and read one question; without a database the first request waits as it did.

    Meant for a thread of its own, whose database connection it gives back.
    """
    try:
        # First, since a first look forgets the vocabulary: it would be made twice.
        index.fresh(now=True)
        question_reader().read(QUESTION)
    except DatabaseError as error:
        logger.info("The reader is not compiled yet: %s", error)
    finally:
        connection.close()

"""What a web process does before anybody asks: it compiles the readers of its vocabulary."""

import logging

from django.db import DatabaseError, connection

from listings.vocabulary.mentions.reader import article_reader
from listings.vocabulary.questions import question_reader
from listings.vocabulary.titles.reader import title_reader

logger = logging.getLogger(__name__)
# Each with slips of the keyboard, since the tables for those are made at the first one.
QUESTION = "peugoet 508 sw hybride onder 30.000 bij utrehct"
TITLE = "Peugoet 508 SW 1.6 Hybird Automaat"
ARTICLE = "De Peugoet 508 is er ook als SW."


def warm_up() -> None:
    """Read one text of each kind; without a database the first request waits as it did.

    Meant for a thread of its own, whose database connection it gives back.
    """
    try:
        question_reader().read(QUESTION)
        title_reader().read(TITLE)
        article_reader().read(ARTICLE)
    except DatabaseError as error:
        logger.info("The readers are not compiled yet: %s", error)
    finally:
        connection.close()

"""One account per kind of staff and one of a dealer, with passwords that only this one load ever
shows.
"""

import secrets

from django.contrib.auth.models import Group, User
from django.db.models import Count

from listings.choices import SellerKind
from listings.models import Seller

# Username, the group that it belongs to (none for the superuser), and what it is for.
ACCOUNTS = (
    ("beheer", "", "everything"),
    ("voorraad", "Listings staff", "the stock"),
    ("redactie", "Editors", "the articles"),
    ("lezer", "Read-only", "only looks"),
)
DEALER = "dealer"  # no staff: works at /dealer/
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is easily taken for another
GROUPS_OF_LETTERS, LETTERS_IN_A_GROUP = 4, 5  # 98 bits


def load_accounts() -> list[tuple[str, str, str]]:
    """Make the accounts that are not there yet; returns username, password and use of each."""
    made = []
    if not User.objects.filter(username=DEALER).exists() and (seller := _seller()):
        password = _password()
        seller.people.add(User.objects.create_user(DEALER, seller.email, password))
        made.append((DEALER, password, f"{seller.name}, at /dealer/"))
    for username, group, purpose in ACCOUNTS:
        if User.objects.filter(username=username).exists():
            continue
        password = _password()
        _account(username, group, password)
        made.append((username, password, purpose))
    return made


def boxed(accounts: list[tuple[str, str, str]]) -> str:
    """The accounts as text in a frame that is not overlooked in a terminal."""
    lines = ["Accounts for /admin/, and one for /dealer/. These passwords are shown once:", ""]
    lines += [f"{name:<10} {password}   {purpose}" for name, password, purpose in accounts]
    width = max(len(line) for line in lines)
    edge = "+" + "-" * (width + 2) + "+"
    return "\n".join([edge, *(f"| {line:<{width}} |" for line in lines), edge])


def _account(username: str, group: str, password: str) -> None:
    user = User.objects.create_user(
        username, f"{username}@koppeling.example", password, is_staff=True
    )
    if group:
        user.groups.add(*Group.objects.filter(name=group))
    else:
        User.objects.filter(pk=user.pk).update(is_superuser=True)


def _seller() -> Seller | None:
    """The dealer with most to do: questions first, then cars."""
    firms = Seller.objects.filter(kind=SellerKind.DEALER)
    busy = firms.annotate(
        asked=Count("listings__leads", distinct=True), cars=Count("listings", distinct=True)
    )
    return busy.order_by("-asked", "-cars", "pk").first()


def _password() -> str:
    groups = (
        "".join(secrets.choice(LETTERS) for _ in range(LETTERS_IN_A_GROUP))
        for _ in range(GROUPS_OF_LETTERS)
    )
    return "-".join(groups)

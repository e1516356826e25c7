"""One account per kind of staff, with passwords that only this one load ever shows."""

import secrets

from django.contrib.auth.models import Group, User

# Username, the group that it belongs to (none for the superuser), and what it is for.
ACCOUNTS = (
    ("beheer", "", "everything"),
    ("voorraad", "Listings staff", "the stock"),
    ("redactie", "Editors", "the articles"),
    ("lezer", "Read-only", "only looks"),
)
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is easily taken for another
GROUPS_OF_LETTERS, LETTERS_IN_A_GROUP = 4, 5  # 98 bits


def load_accounts() -> list[tuple[str, str, str]]:
    """Make the accounts that are not there yet; returns username, password and use of each."""
    made = []
    for username, group, purpose in ACCOUNTS:
        if User.objects.filter(username=username).exists():
            continue
        password = _password()
        _account(username, group, password)
        made.append((username, password, purpose))
    return made


def boxed(accounts: list[tuple[str, str, str]]) -> str:
    """The accounts as text in a frame that is not overlooked in a terminal."""
    lines = ["Staff accounts for /admin/. These passwords are shown once:", ""]
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


def _password() -> str:
    groups = (
        "".join(secrets.choice(LETTERS) for _ in range(LETTERS_IN_A_GROUP))
        for _ in range(GROUPS_OF_LETTERS)
    )
    return "-".join(groups)

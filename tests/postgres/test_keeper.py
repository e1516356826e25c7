"""Who keeps the embedded PostgreSQL alive, what ends it, and that nothing is ever lost."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from carsite import postgres
from carsite.embedded.account import Refused
from carsite.embedded.server import Server

from .users import (
    User,
    has,
    is_free,
    is_gone,
    keep,
    keeper_pid,
    kill_keeper,
    living,
    server_pid,
    wait_until,
)

Users = Callable[..., User]


def test_data_is_there_at_the_next_start(data: Path, user_of: Users) -> None:
    user = user_of(data)
    word, session = keep(user), server_pid(data)
    user.end()
    wait_until(lambda: is_gone(data, session))
    assert has(user_of(data), word)


def test_server_stops_after_its_last_user(data: Path, user_of: Users) -> None:
    first, second = user_of(data), user_of(data)
    assert first.ask("SELECT 1") == second.ask("SELECT 1") == "1"
    session = server_pid(data)
    first.end()
    assert second.ask("SELECT 2") == "2"
    second.end()
    wait_until(lambda: is_gone(data, session))


def test_starter_may_end_during_anothers_query(data: Path, user_of: Users) -> None:
    starter, other = user_of(data), user_of(data)
    starter.ask("SELECT 1")
    other.ask("SELECT 1")
    session = server_pid(data)
    other.send("SELECT pg_sleep(0.5), 'undisturbed'")
    time.sleep(0.2)
    starter.end()
    assert other.answer().endswith("undisturbed")
    assert server_pid(data) == session


def test_many_at_once_start_one_server(data: Path, user_of: Users) -> None:
    crowd = [user_of(data) for _ in range(4)]
    for user in crowd:
        user.send("SELECT pg_postmaster_start_time()::text")
    assert len({user.answer() for user in crowd}) == 1


def test_newcomers_meet_a_stopping_server(data: Path, user_of: Users) -> None:
    words = []
    for _ in range(4):
        user = user_of(data)
        words.append(keep(user))
        user.end()
    assert all(has(user_of(data), word) for word in words)


def test_forks_keep_the_server(data: Path, user_of: Users) -> None:
    user = user_of(data)
    assert user.ask("fork") == "forked"
    session = server_pid(data)
    user.process.wait()
    time.sleep(0.3)
    assert user.ask("SELECT 1") == "1"
    assert server_pid(data) == session


def test_killed_last_user_leaves_no_server(data: Path, user_of: Users) -> None:
    user = user_of(data)
    word, session = keep(user), server_pid(data)
    user.kill()
    wait_until(lambda: is_gone(data, session))
    assert has(user_of(data), word)


def test_killed_keeper_takes_its_server_along(data: Path, user_of: Users) -> None:
    user_of(data).ask("SELECT 1")
    session = server_pid(data)
    kill_keeper(data)
    wait_until(lambda: is_gone(data, session))


def test_user_gets_a_new_server_after_a_killed_keeper(data: Path, user_of: Users) -> None:
    user = user_of(data)
    word = keep(user)
    kill_keeper(data)
    assert has(user, word)


def test_user_gets_a_new_server_after_a_killed_one(data: Path, user_of: Users) -> None:
    user = user_of(data)
    word, session = keep(user), server_pid(data)
    os.kill(session, signal.SIGKILL)
    wait_until(lambda: is_free(data / "postgres.keeper"))
    assert has(user, word)


def test_everything_killed_at_once(data: Path, user_of: Users) -> None:
    user = user_of(data)
    word, session = keep(user), server_pid(data)
    for pid in [keeper_pid(data), *living(session)]:
        os.kill(pid, signal.SIGKILL)
    user.kill()
    assert has(user_of(data), word)


def test_terminated_keeper_stops_cleanly(data: Path, user_of: Users) -> None:
    user_of(data).ask("SELECT 1")
    session = server_pid(data)
    os.kill(keeper_pid(data), signal.SIGTERM)
    wait_until(lambda: is_gone(data, session))
    assert (data / "postgres.log").read_text().rstrip().endswith("database system is shut down")


@pytest.mark.parametrize("state", ["living", "zombie"])
@pytest.mark.parametrize("lock", ["postmaster.pid", ".s.PGSQL.5432.lock"])
def test_lock_file_of_a_stranger_is_stale(
    data: Path, user_of: Users, state: str, lock: str
) -> None:
    stranger = subprocess.Popen(["sleep", "60"])
    if state == "zombie":
        stranger.kill()
    path = data / "postgres" / lock
    path.write_text(f"{stranger.pid}\n{data}/postgres\n1700000000\n5432\n\n\n1 1\nready\n")
    owner = path.with_name("PG_VERSION").stat()
    os.chown(path, owner.st_uid, owner.st_gid)
    assert user_of(data).ask("SELECT 1") == "1"
    stranger.kill()
    stranger.wait()


def test_long_log_makes_room(data: Path, user_of: Users) -> None:
    (data / "postgres.log").write_bytes(b"x" * (postgres.LOG_BYTES + 1))
    user_of(data).ask("SELECT 1")
    assert (data / "postgres.log").stat().st_size < postgres.LOG_BYTES
    assert (data / "postgres.log.1").exists()


def test_half_made_cluster_is_made_again(copy: Path, user_of: Users) -> None:
    (copy / "postgres").rename(copy / "postgres.new-killed")
    assert user_of(copy).ask("SELECT to_regclass('kept') IS NULL") == "True"
    assert not (copy / "postgres.new-killed").exists()


def test_other_major_version_is_explained(copy: Path, user_of: Users) -> None:
    (copy / "postgres" / "PG_VERSION").write_text("12\n")
    message = user_of(copy).error()
    assert "made by PostgreSQL 12" in message
    assert "carsite.postgres pg_restore" in message


def test_other_programs_can_be_named(copy: Path, user_of: Users) -> None:
    programs = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))), None)
    if programs is None:
        pytest.skip("no other PostgreSQL is installed")
    shutil.rmtree(copy / "postgres")
    user = user_of(copy, env={"POSTGRES_BIN": str(programs.parent)})
    version = user.ask("SHOW server_version")
    assert version.partition(".")[0] == programs.parents[1].name


def test_failing_server_is_explained(copy: Path, user_of: Users) -> None:
    with (copy / "postgres" / "postgresql.conf").open("a") as conf:
        conf.write("nonsense = on\n")
    assert 'unrecognized configuration parameter "nonsense"' in user_of(copy).error()


def test_long_path_puts_the_socket_elsewhere(copy: Path, user_of: Users) -> None:
    deep = copy.parent / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    user = user_of(copy.rename(deep / "data"))
    socket = Path(user.ask("SHOW unix_socket_directories"))
    assert deep not in socket.parents
    session = server_pid(deep / "data")
    user.end()
    wait_until(lambda: is_gone(deep / "data", session) and not socket.exists())


def test_socket_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    server = Server(tmp_path, postgres.binaries(), durable=False)
    server.cluster = tmp_path / ("d" * 120)
    folder = server._socket_folder()
    folder.chmod(0o755)
    with pytest.raises(Refused, match="somebody else's"):
        server._socket_folder()
    folder.rmdir()

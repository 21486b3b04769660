"""A port that was chosen is not chosen a second time."""

import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from platform_site.embedded.ports import FIRST, reserve_port
from platform_site.embedded.process import CannotStart

HERE = "127.0.0.1"


def free_port() -> int:
    with socket.create_server((HERE, 0)) as listener:
        return listener.getsockname()[1]


def test_the_port_asked_for_is_held():
    port = free_port()

    with closing(reserve_port(HERE, port)) as held:
        assert held.getsockname() == (HERE, port)
        with pytest.raises(CannotStart, match=f"Port {port} is taken"):
            reserve_port(HERE, port)


def test_a_port_somebody_listens_on_is_taken():
    with socket.create_server((HERE, 0)) as listener:
        port = listener.getsockname()[1]

        with pytest.raises(CannotStart, match=f"Port {port} is taken"):
            reserve_port(HERE, port)


def test_without_a_wish_each_gets_another_port():
    with ThreadPoolExecutor(4) as together:
        held = list(together.map(lambda _: reserve_port(HERE, None), range(4)))

    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()

    assert len(set(ports)) == len(ports)
    assert min(ports) >= FIRST


def test_a_server_that_shares_can_join_the_port():
    with closing(reserve_port(HERE, free_port())) as held, socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        server.bind(held.getsockname())
        server.listen()

        for _ in range(20):  # what holds the port must take none of the connections
            with socket.create_connection(server.getsockname(), timeout=5):
                server.accept()[0].close()


def test_an_address_that_is_not_ours_is_named():
    with pytest.raises(CannotStart, match=r"192\.0\.2\.1:8123 can't be used"):
        reserve_port("192.0.2.1", 8123)

"""Which port: the one remembered, else the preferred one, else the next free one. Never the packaged servers' own."""

import socket

from dev_tools.state import State

PREFERRED = {"api": 8700, "postgres": 54329, "valkey": 63790, "lan-page": 8780}
NEVER = frozenset({5432, 6379})
REACH = 200


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a server could listen here now (a port merely lingering after a close counts as free)."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def next_free(first: int, host: str = "127.0.0.1", taken: frozenset[int] = frozenset()) -> int:
    """The first free port from `first` upwards; any free one when the neighbourhood is full."""
    for port in range(first, min(first + REACH, 65536)):
        if port not in NEVER | taken and is_free(port, host):
            return port
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def choose(state: State, name: str, wished: int | None = None, host: str = "127.0.0.1") -> int:
    """The port for a service, remembered for the next start; two services of a stack never get the same."""
    ports: dict[str, int] = state.get("ports", {})
    others = frozenset(port for other, port in ports.items() if other != name)
    port = next_free(wished or ports.get(name) or PREFERRED[name], host, others)
    state.put("ports", name, port)
    return port

"""A whole Landwatch on this machine: database, queue, API, workers and clock, started in order and stopped in order."""

import ssl
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from dev_tools import environment, frontend
from dev_tools.console import Stop, run, say, step, tail
from dev_tools.places import ROOT, Places
from dev_tools.ports import choose
from dev_tools.postgres import APP, DATABASE, OWNER, Postgres, postgres
from dev_tools.processes import Child, Command, end_recorded, start
from dev_tools.state import State
from dev_tools.valkey import start_valkey

LANDWATCH_PROCESSES = {"worker-steps": ("worker", "steps"), "worker-alone": ("worker", "alone"),
                       "clockwork": ("clockwork",)}
PATIENCE_S = 90.0


@dataclass
class Stack:
    """What runs, and the environment it runs in. `lan` holds the certificate when phones may come in."""

    places: Places
    durable: bool = True
    database: str = DATABASE
    lan: dict[str, str] = field(default_factory=dict)
    children: list[Child] = field(default_factory=list)
    env: dict[str, str] = field(default_factory=dict)
    server: Postgres | None = None

    @property
    def state(self) -> State:
        """What is remembered between starts."""
        return State(self.places.state)

    @property
    def url(self) -> str:
        """The address people open."""
        return self.env["LANDWATCH_BASE_URL"]

    def services(self) -> None:
        """Start PostgreSQL and Valkey, after taking down what a killed launcher left behind."""
        self.places.make()
        if orphans := end_recorded(self.state):
            say(f"· stopped what an earlier start left behind: {', '.join(orphans)}")
        with step("starting PostgreSQL with PostGIS"):
            self.server = postgres(self.places, self.durable)
            self.children.append(self.server.start())
        with step("starting Valkey"):
            child, redis_url = start_valkey(self.places, self.durable)
            self.children.append(child)
        self.use(self.server, redis_url)

    def use(self, server: Postgres, redis_url: str) -> None:
        """Set the environment of everything that is started later."""
        self.server = server
        self.env = environment.variables(
            LANDWATCH_ENV="development", LANDWATCH_VAR=str(self.places.var), LANDWATCH_PWA=str(frontend.DIST),
            LANDWATCH_DATABASE_URL=server.url(APP, self.database),
            LANDWATCH_OWNER_URL=server.url(OWNER, self.database), LANDWATCH_REDIS_URL=redis_url)

    def migrate(self) -> None:
        """Signing keys when there are none, then the tables as this code wants them."""
        with step("bringing the database up to date"):
            self.landwatch("keys", "make")
            self.landwatch("db", "upgrade")

    def seed(self) -> None:
        """The demo county and its people, once in the life of a database."""
        if not self.state.get("seeded"):
            with step("seeding the demo county (once)"):
                self.landwatch("demo")
            self.state.change(seeded=True)

    def landwatch(self, *words: str) -> None:
        """Run one command of Landwatch to the end."""
        log = self.places.log / f"{'-'.join(words)}.log"
        run([environment.program("python"), "-m", "landwatch.cli", *words], log, cwd=ROOT, env=self.env)

    def application(self, wished_port: int | None = None) -> None:
        """Start API, workers and clock; wait until the API says that it is ready."""
        host = "0.0.0.0" if self.lan else "127.0.0.1"
        port = choose(self.state, "api", wished_port, host)
        if wished_port not in (None, port):
            say(f"· port {wished_port} is taken, using {port}")
        scheme, name = ("https", self.lan["address"]) if self.lan else ("http", "127.0.0.1")
        self.env["LANDWATCH_BASE_URL"] = f"{scheme}://{name}:{port}"
        with step("starting API, workers and clock"):
            self.add(self.api(host, port))
            for process, words in LANDWATCH_PROCESSES.items():
                self.add(self.command(process, "landwatch.cli", *words))
            self.wait_ready(f"{scheme}://127.0.0.1:{port}/health/ready")

    def command(self, name: str, module: str, *words: str) -> Command:
        """A Python module as a process of this stack."""
        return Command(name, [environment.program("python"), "-m", module, *words], self.env, cwd=ROOT)

    def api(self, host: str, port: int) -> Command:
        """The web server."""
        words = ["--config", "python:landwatch.serving", "landwatch.wsgi:app", "--bind", f"{host}:{port}",
                 "--graceful-timeout", "5"]
        if self.lan:
            words += ["--certfile", self.lan["certificate"], "--keyfile", self.lan["key"]]
        return self.command("api", "gunicorn", *words)

    def add(self, command: Command) -> None:
        """Start a process and keep it."""
        self.children.append(start(command, self.log(command.name), self.state))

    def log(self, name: str) -> Path:
        """The log of a process."""
        return self.places.log / f"{name}.log"

    def wait_ready(self, url: str) -> None:
        """Until the API answers 200; stop with the log of whatever ended instead."""
        until = time.monotonic() + PATIENCE_S
        while not ready(url, self.lan.get("ca")):
            for child in self.children:
                if child.process.poll() is not None:
                    raise Stop(f"{child.name} ended while starting; the end of {child.log}:\n{tail(child.log)}")
            if time.monotonic() > until:
                raise Stop(f"The API was not ready after {PATIENCE_S:.0f} s; the end of {self.log('api')}:\n"
                           f"{tail(self.log('api'))}")
            time.sleep(0.1)

    def stop(self) -> None:
        """Stop everything: workers, clock, API, queue, database."""
        end_recorded(self.state)
        self.children.clear()

    def revive(self) -> None:
        """Say which process ended, show why, and start it again; give up on one that keeps ending."""
        for place, child in enumerate(self.children):
            code = child.process.poll()
            if code is None:
                continue
            say(f"! {child.name} ended ({code}); the end of {child.log}:\n{tail(child.log, 15)}")
            if child.deaths >= 3:
                raise Stop(f"{child.name} ended {child.deaths + 1} times; stopping everything.")
            time.sleep(1 + child.deaths)
            fresh = start(child.command, child.log, self.state)
            fresh.deaths = child.deaths + 1
            self.children[place] = fresh
            say(f"  {child.name} was started again")


def ready(url: str, ca: str | None) -> bool:
    """Whether this address answers 200; over HTTPS only when its certificate is from our own authority."""
    context = ssl.create_default_context(cafile=ca) if ca else None
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context))
    try:
        with opener.open(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False

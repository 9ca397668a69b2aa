"""`./dev up --lan`: a certificate for this machine's addresses, so that a phone may use camera and position."""

import json
import subprocess

from dev_tools import environment
from dev_tools.console import Stop, say, step
from dev_tools.places import ROOT
from dev_tools.ports import choose
from dev_tools.stack import Stack


def tool(*words: str) -> str:
    """Run `dev_tools.lan`, which needs the libraries of the environment, and take what it says."""
    command = [environment.program("python"), "-m", "dev_tools.lan", *words]
    answer = subprocess.run(command, cwd=ROOT, env=environment.variables(), capture_output=True, text=True, check=False)
    if answer.returncode:
        raise Stop(f"No certificate could be made:\n{answer.stderr.strip()}")
    return answer.stdout


def prepare_lan(stack: Stack) -> None:
    """Make, or keep, the authority and the certificate; the stack then speaks HTTPS on all addresses."""
    with step("making a certificate for this machine's addresses"):
        stack.lan = json.loads(tool("certificate", str(stack.places.var / "lan")))


def lan_page(stack: Stack) -> None:
    """Serve the page that explains how to trust the authority; on plain http, for nothing else can be opened yet."""
    port = choose(stack.state, "lan-page", host="0.0.0.0")
    stack.add(stack.command("lan-page", "dev_tools.lan_page", str(port), stack.lan["ca"], stack.url))
    stack.lan["page"] = f"http://{stack.lan['address']}:{port}/"


def show_lan(stack: Stack) -> None:
    """The two addresses for a phone in the same network, and a picture of the first to scan."""
    if "page" in stack.lan:
        say(tool("picture", stack.lan["page"]))
        say(f"  On the phone, in the same network, first open  {stack.lan['page']}")
        say("  It explains in Chinese and English how to trust this machine; then it leads to the address above.")

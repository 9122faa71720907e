"""The command in a process of its own, and what Ctrl-C does to it while a model keeps it waiting."""

import os
import signal
import subprocess
import sys
import time

from service import cli
from tests.server import Reply, model_server

COMMAND = (sys.executable, "-c", "from service.cli import main; main()")


def interrupted(*arguments: str) -> bytes:
    """What the command says on stderr when it gets Ctrl-C, at which it ends at once, with its own exit status."""
    with model_server() as server:
        server.script = lambda request, number: Reply(hangs=True)  # noqa: ARG005 -- a script's signature
        environment = {**os.environ, "OPENAI_API_BASE": server.url, "OPENAI_API_KEY": "key-of-a-test"}
        call = [*COMMAND, *arguments, "--model", "openai/any"]
        with subprocess.Popen(call, stderr=subprocess.PIPE, env=environment) as running:  # noqa: S603 -- our own command
            until = time.monotonic() + 60
            while not server.requests and time.monotonic() < until:
                time.sleep(0.05)
            since = time.monotonic()
            running.send_signal(signal.SIGINT)
            assert running.wait(timeout=10) == cli.INTERRUPTED
            assert time.monotonic() - since < 2
            assert running.stderr
            return running.stderr.read()

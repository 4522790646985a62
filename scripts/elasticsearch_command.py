"""Runs a command beside a real Elasticsearch: `scripts/elasticsearch [--secure] [--lasting] -- COMMAND...`.

The command finds the server by QMS_ELASTICSEARCH_URL and, with --secure (TLS, a CA of its own, an API key), by
QMS_ELASTICSEARCH_CA and QMS_ELASTICSEARCH_API_KEY as well. The server is fetched by Maven into the local repository,
runs as an ordinary user on free ports of the loopback, and is gone when the command ends. Ends with the command's
code, or with 69 when no Elasticsearch can be had here.
"""

import argparse
import os
import signal
import subprocess
import sys

from scripts.elasticsearch_installation import UnobtainableError
from scripts.elasticsearch_node import HEAP, Node

UNAVAILABLE = 69
END_SECONDS = 20


def end(number, _frame):
    """A polite end: what was started is stopped first. Asked again meanwhile, it goes on stopping."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    sys.exit(128 + number)


def run(command, environment):
    """The command's exit code; it is ended first when this is interrupted."""
    process = subprocess.Popen(command, env=environment)
    try:
        return process.wait()
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()


def main():
    parser = argparse.ArgumentParser(
        prog="scripts/elasticsearch", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--secure", action="store_true", help="TLS, a CA, an API key")
    parser.add_argument("--heap", default=HEAP, help="the server's heap (default: %(default)s)")
    parser.add_argument("--lasting", action="store_true", help="slow to start, fast afterwards: for measuring")
    parser.add_argument("command", nargs="+", metavar="COMMAND", help="what to run, after --")
    options = parser.parse_args()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    try:
        with Node(secure=options.secure, heap=options.heap, is_lasting=options.lasting) as node:
            return run(options.command, {**os.environ, **node.environment()})
    except UnobtainableError as error:
        sys.stderr.write(f"No Elasticsearch: {error}\n")
        return UNAVAILABLE


if __name__ == "__main__":
    sys.exit(main())

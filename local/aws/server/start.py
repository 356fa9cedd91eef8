"""Local AWS: moto's server on the loopback interface, with what moto leaves out: refusals of S3,
KMS and IAM, calls of IAM.

Prints {"port": <number>} once it listens. Ends when its standard input closes, so that it never outlives its parent.
"""

import argparse
import json
import os
import sys
import threading

os.environ.setdefault("MOTO_ACCOUNT_ID", "111122223333")

from moto.moto_server.werkzeug_app import (  # noqa: E402
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import make_server  # noqa: E402

import bucket_policy  # noqa: E402
import identity  # noqa: E402
import object_lock  # noqa: E402
import oidc  # noqa: E402
import replication  # noqa: E402


class QuietHandler(MotoRequestHandler):
    """Leaves standard error to failures: a line per request helps nobody."""

    def log_request(self, code="-", size="-"):
        pass


def end_with_parent():
    sys.stdin.buffer.read()
    os._exit(0)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 for any free one")
    port = parser.parse_args().port
    bucket_policy.install()
    identity.install()
    object_lock.install()
    oidc.install()
    replication.install()
    app = DomainDispatcherApplication(create_backend_app)
    server = make_server("127.0.0.1", port, app, threaded=True, request_handler=QuietHandler)
    threading.Thread(target=end_with_parent, daemon=True).start()
    print(json.dumps({"port": server.server_port}), flush=True)
    server.serve_forever()


main()

"""Leads the hosts that an example names to their stand-ins on this machine."""

import errno
import json
import os
import socket

_stand_ins = json.loads(os.environ.get("AIRWORTHY_HOSTS", "{}"))
_getaddrinfo = socket.getaddrinfo


def _lookup(host, port, *arguments, **options):
    name = host.decode() if isinstance(host, bytes) else host
    if _stand_ins.get(name) == 0:
        raise TimeoutError(errno.ETIMEDOUT, "Connection timed out")
    if name in _stand_ins:
        return _getaddrinfo("127.0.0.1", _stand_ins[name], *arguments, **options)
    if name in ("localhost", "127.0.0.1", "::1", "0.0.0.0", None, ""):
        return _getaddrinfo(host, port, *arguments, **options)
    raise socket.gaierror(socket.EAI_NONAME, f"a proof does not reach {name}")


socket.getaddrinfo = _lookup

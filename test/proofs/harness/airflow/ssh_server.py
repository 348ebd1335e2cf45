"""An SSH server in the place of a remote host: it runs commands as OpenSSH does.

A command that has a terminal is hung up (SIGHUP) when the connection closes, since its terminal
goes; one without a terminal only loses its pipes. Prints its port, and serves until it is ended.
"""

import json
import os
import pty
import select
import socket
import subprocess
import sys
import threading
import time

import paramiko


class Session(paramiko.ServerInterface):
    def __init__(self):
        self.has_terminal = False

    def check_auth_none(self, username):
        return paramiko.AUTH_SUCCESSFUL

    def check_auth_password(self, username, password):
        return paramiko.AUTH_SUCCESSFUL

    def get_allowed_auths(self, username):
        return "none,password"

    def check_channel_request(self, kind, channel_id):
        return paramiko.OPEN_SUCCEEDED

    def check_channel_pty_request(self, channel, term, width, height, pixels, more, modes):
        self.has_terminal = True
        return True

    def check_channel_exec_request(self, channel, command):
        arguments = (channel, command.decode(), self.has_terminal)
        threading.Thread(target=run, args=arguments, daemon=True).start()
        return True


# What marks the commands as processes of the proof's run, which the host itself is not.
environment = {**os.environ, **json.loads(os.environ.get("AIRWORTHY_REMOTE", "{}"))}


def run(channel, command, has_terminal):
    if has_terminal:
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            ["setsid", "--ctty", "sh", "-c", command],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment,
        )
        os.close(theirs)
    else:
        ours, theirs = os.pipe()
        process = subprocess.Popen(
            ["setsid", "sh", "-c", command],
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=theirs,
            env=environment,
        )
        os.close(theirs)
    with os.fdopen(ours, "rb", buffering=0) as output:
        while process.poll() is None and is_open(channel):
            send_output(channel, output, wait=0.1)
        if process.poll() is not None:
            send_output(channel, output, wait=0)
            channel.send_exit_status(process.returncode)
            channel.close()
    # Closing our end of a terminal hangs up whoever has it; that of a pipe is felt by who writes.
    process.wait()


def is_open(channel):
    return not channel.closed and channel.get_transport().is_active()


def send_output(channel, output, wait):
    """Sends what there is to be read; nothing may wait in a read when the output is closed."""
    while select.select([output], [], [], wait)[0]:
        try:
            data = output.read(4096)
        except OSError:
            # The terminal has gone with the process.
            return
        if not data:
            time.sleep(wait)
            return
        channel.sendall(data)


def serve():
    key = paramiko.RSAKey.generate(2048)
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    while True:
        connection, _ = listener.accept()
        transport = paramiko.Transport(connection)
        transport.add_server_key(key)
        transport.start_server(server=Session())


if __name__ == "__main__":
    sys.exit(serve())

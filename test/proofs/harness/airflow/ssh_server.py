"""An SSH server in the place of a remote host: it runs commands as OpenSSH does.

A command that has a terminal is hung up (SIGHUP) when the connection closes, since its terminal
goes; one without a terminal only loses its pipes. Prints its port, and serves until it is ended.
"""

import json
import os
import pty
import socket
import subprocess
import sys
import threading

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
    threading.Thread(target=send_output, args=(channel, ours), daemon=True).start()
    while process.poll() is None and not channel.closed and channel.get_transport().is_active():
        try:
            process.wait(0.1)
        except subprocess.TimeoutExpired:
            pass
    if process.poll() is None:
        # Closing our end of a terminal hangs up whoever has it; closing a pipe is felt by who writes.
        os.close(ours)
        process.wait()
    else:
        channel.send_exit_status(process.returncode)
        channel.close()


def send_output(channel, source):
    try:
        while data := os.read(source, 4096):
            channel.sendall(data)
    except OSError:
        pass


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

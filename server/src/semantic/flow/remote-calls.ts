import { argumentValue, hasSplat } from '../../syntax/calls';
import type { SyntaxNode } from '../../syntax/node';
import type { FileModel } from '../file-model';
import { mappedCommand } from '../mapped-text';
import { readScript, type ShellScript } from '../shell/script';

/** A call that runs a command on another host. */
export interface RemoteCall {
  readonly node: SyntaxNode;
  /** The argument that asks for a terminal; undefined where the call has none. */
  readonly terminal: SyntaxNode | undefined;
  /** The command, as far as the file shows it. */
  readonly script: ShellScript | undefined;
}

/**
 * Where each call takes its command and its `get_pty`. Sources: paramiko 3, `SSHClient.exec_command`;
 * airflow/providers/ssh/hooks/ssh.py (ssh 7.0.1).
 */
const places: Readonly<Record<string, { readonly command: number; readonly terminal: number }>> = {
  'airflow.SSHHook.exec_ssh_client_command': { command: 1, terminal: 2 },
  'paramiko.SSHClient.exec_command': { command: 0, terminal: 3 },
};

/** The commands that Python code runs through paramiko or Airflow's `SSHHook`. */
export function remoteCalls(model: FileModel): RemoteCall[] {
  return Object.entries(places).flatMap(([name, place]) =>
    model.callsOf(name).flatMap((node) => {
      // What is spread into the call may ask for a terminal.
      if (hasSplat(node)) return [];
      const command = mappedCommand(model, argumentValue(node, 'command', place.command));
      const script = command === undefined ? undefined : readScript(command.text);
      return [{ node, script, terminal: argumentValue(node, 'get_pty', place.terminal) }];
    }),
  );
}

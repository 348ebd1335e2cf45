import { isQuickCommand } from '../../knowledge/quick-commands';
import type { ShellWord } from './lexer';
import { hasOption } from './options';
import { type Invocation, type ShellScript, sshCommand, sshOptions } from './script';

/** An `ssh` whose remote command lives on when the local `ssh` is killed. */
export interface RemoteShell {
  readonly invocation: Invocation;
  readonly options: readonly ShellWord[];
  /** True where a terminal would change what comes in or goes out. */
  readonly isPiped: boolean;
}

/** Something that the script starts and does not wait for. */
export interface LeftBehind {
  readonly kind: 'background' | 'session' | 'container' | 'tunnel';
  readonly invocation: Invocation;
  /** The part of the text that names the trouble: `nohup`, `&`, `setsid`, `docker run -d`. */
  readonly start: number;
  readonly end: number;
}

/** Letters of ssh's options with a value. Source: ssh(1), OpenSSH 9. */
const sshLetters = 'BbcDEeFIiJLlmOoPpQRSWw';

/** Letters of the options of `docker run` with a value. Source: docker run --help. */
const dockerLetters = 'aceEhlmnpuvw';

/** The `ssh` calls of a script that run a command on another host without a terminal. */
export function remoteShells(script: ShellScript): RemoteShell[] {
  return script.invocations.flatMap((invocation) => {
    if (invocation.name !== 'ssh') return [];
    const options = sshOptions(invocation.arguments);
    const has = (letters: readonly string[]) => hasOption(options, letters, sshLetters);
    // A tunnel, a query or a control command runs nothing there.
    if (has(['-N', '-W', '-V', '-G', '-Q', '-O']) || hasTerminal(options)) return [];
    const isFed = invocation.hasInput;
    if (sshCommand(invocation.arguments).length === 0 && !isFed) return [];
    const remote = script.invocations.filter((other) => isInside(other, invocation));
    if (remote.length > 0 && remote.every((other) => endsByItself(other, invocation))) return [];
    return [{ invocation, options, isPiped: isFed || invocation.hasOutput }];
  });
}

/** `-tt` forces a terminal; a single `-t` needs one on this side, which a task has not. */
function hasTerminal(options: readonly ShellWord[]): boolean {
  const letters = options.flatMap(({ value }) => (/^-\w+$/.test(value) ? [...value.slice(1)] : []));
  const isForced = options.some(({ value }) => /RequestTTY\s*=?\s*force/i.test(value));
  return isForced || letters.filter((letter) => letter === 't').length > 1;
}

function isInside(other: Invocation, outer: Invocation): boolean {
  return (
    other !== outer &&
    other.isRemote &&
    other.nameWord.start > outer.nameWord.start &&
    other.nameWord.end <= outer.command.end
  );
}

function endsByItself(remote: Invocation, shell: Invocation): boolean {
  // A limit around the local `ssh` ends only that.
  return isBrief(remote) || (remote.isLimited && !shell.isLimited);
}

/** True for a command that does no harm where it runs to its end unseen. */
export function isBrief(invocation: Invocation): boolean {
  const { arguments: given, name } = invocation;
  if (isQuickCommand(name) || tidiesContainers(invocation)) return true;
  return name === 'sleep' && /^[\d.]+[sm]?$/.test(given[0]?.value ?? '');
}

/** `docker ps`, `docker rm -f x`, `docker-compose down`: what looks at containers or ends them. */
function tidiesContainers({ arguments: given, name }: Invocation): boolean {
  if (!containerTools.has(name) && name !== 'docker-compose') return false;
  const words = given.map(({ value }) => value);
  if (words.some((word) => containerWork.has(word))) return false;
  const isDetachedUp = words.includes('up') && hasOption(given, ['-d', '--detach'], '');
  return isDetachedUp || words.some((word) => containerTidying.has(word));
}

/** Subcommands of `docker` and `docker compose` that take as long as what they run or move. */
const containerWork: ReadonlySet<string> = new Set([
  'build',
  'exec',
  'pull',
  'push',
  'run',
  'save',
  'wait',
]);

const containerTidying: ReadonlySet<string> = new Set([
  'down',
  'images',
  'inspect',
  'kill',
  'prune',
  'ps',
  'rm',
  'rmi',
  'stop',
]);

/** What a script leaves behind when it ends or is killed. */
export function leftBehind(script: ShellScript): LeftBehind[] {
  const found: LeftBehind[] = [];
  const background = new Set<number>();
  for (const invocation of script.invocations) {
    const { item, nameWord } = invocation;
    const session = wordBefore(invocation, 'setsid');
    if (session !== undefined) {
      found.push({ kind: 'session', invocation, start: session.start, end: session.end });
    } else if (invocation.isBackground && item.isBackground) {
      if (background.has(item.start) || isWaitedFor(script, invocation)) continue;
      background.add(item.start);
      found.push({ kind: 'background', invocation, ...backgroundRange(script, invocation) });
      continue;
    }
    const terminal = detachedSession(invocation);
    if (terminal !== undefined) {
      const range = { start: nameWord.start, end: terminal.end };
      found.push({ kind: 'background', invocation, ...range });
      continue;
    }
    const detach = detachOption(invocation);
    if (detach !== undefined && !isStoppedLater(script, invocation)) {
      found.push({ kind: 'container', invocation, start: nameWord.start, end: detach.end });
    } else if (isTunnelInBackground(invocation)) {
      found.push({ kind: 'tunnel', invocation, start: nameWord.start, end: nameWord.end });
    }
  }
  return found;
}

/** `screen -dmS name command` and `tmux new -d command`, whose server is no child of the script. */
function detachedSession({ arguments: given, name }: Invocation): ShellWord | undefined {
  if (name === 'screen') {
    const isDetached = hasOption(given, ['-d'], '') && hasOption(given, ['-m'], '');
    return isDetached ? given[0] : undefined;
  }
  const [command] = given;
  const isNew = name === 'tmux' && /^new(?:-session)?$/.test(command?.value ?? '');
  return isNew && hasOption(given, ['-d'], 'cefFnstxy') ? command : undefined;
}

function wordBefore(invocation: Invocation, name: string): ShellWord | undefined {
  if (!invocation.wrappers.includes(name)) return undefined;
  return invocation.command.words.find(
    ({ end, value }) => end <= invocation.nameWord.start && value.endsWith(name),
  );
}

/** `nohup` where it stands in front, else the `&` behind. */
function backgroundRange(script: ShellScript, invocation: Invocation) {
  const nohup = wordBefore(invocation, 'nohup');
  if (nohup !== undefined) return { start: nohup.start, end: nohup.end };
  const ampersand = script.text.indexOf('&', invocation.item.end);
  return ampersand < 0
    ? { start: invocation.nameWord.start, end: invocation.nameWord.end }
    : { start: ampersand, end: ampersand + 1 };
}

const waitingCommands: ReadonlySet<string> = new Set(['fg', 'kill', 'killall', 'pkill', 'wait']);

/** `a & b & wait`, `server & tests; kill $!`, `server & echo $!`, `trap 'kill 0' EXIT`. */
function isWaitedFor(script: ShellScript, invocation: Invocation): boolean {
  // Who asks for the process id looks after the process, maybe in a later task.
  if (script.text.includes('$!', invocation.item.end)) return true;
  return script.invocations.some(
    (other) =>
      (other.nameWord.start > invocation.nameWord.start && waitingCommands.has(other.name)) ||
      (other.name === 'trap' && /\bkill\b|\bwait\b/.test(other.arguments[0]?.value ?? '')),
  );
}

const containerTools: ReadonlySet<string> = new Set(['docker', 'nerdctl', 'podman']);

/** The `-d` of a `docker run -d` or `docker exec -d`. */
function detachOption(invocation: Invocation): ShellWord | undefined {
  if (!containerTools.has(invocation.name)) return undefined;
  const at = invocation.arguments.findIndex(({ value }) => value === 'run' || value === 'exec');
  if (at < 0 || invocation.arguments.slice(0, at).some(({ value }) => value === 'compose')) {
    return undefined;
  }
  const options = containerOptions(invocation.arguments.slice(at + 1));
  // A server that others connect to is meant to live on.
  if (options.some(({ value }) => /^-[pP]|^--publish/.test(value))) return undefined;
  return options.find(
    (option) =>
      option.value === '--detach' || option.value === '--detach=true' || isShortDetach(option),
  );
}

function isShortDetach({ value }: ShellWord): boolean {
  return !value.startsWith('--') && hasLetter(value.slice(1), 'd', dockerLetters);
}

function hasLetter(cluster: string, letter: string, lettersWithValue: string): boolean {
  for (const found of cluster) {
    if (found === letter) return true;
    if (lettersWithValue.includes(found)) return false;
  }
  return false;
}

/** The options in front of the image: what follows the image is another program's. */
function containerOptions(given: readonly ShellWord[]): readonly ShellWord[] {
  const options: ShellWord[] = [];
  for (let at = 0; at < given.length; at++) {
    const word = given[at];
    if (word === undefined || !word.value.startsWith('-')) break;
    options.push(word);
    const takesNext = word.value.startsWith('--')
      ? !word.value.includes('=') && !flagsOfContainers.has(word.value)
      : dockerLetters.includes(word.value.at(-1) ?? '');
    if (takesNext) at++;
  }
  return options;
}

/** Long options of `docker run` and `docker exec` without a value. Source: their `--help`. */
const flagsOfContainers: ReadonlySet<string> = new Set([
  '--detach',
  '--disable-content-trust',
  '--help',
  '--init',
  '--interactive',
  '--no-healthcheck',
  '--oom-kill-disable',
  '--privileged',
  '--publish-all',
  '--quiet',
  '--read-only',
  '--rm',
  '--sig-proxy',
  '--tty',
]);

function isStoppedLater(script: ShellScript, invocation: Invocation): boolean {
  return script.invocations.some(
    (other) =>
      other.nameWord.start > invocation.nameWord.start &&
      containerTools.has(other.name) &&
      /^(?:attach|kill|logs|rm|stop|wait)$/.test(other.arguments[0]?.value ?? ''),
  );
}

/** `ssh -f` goes into the background by itself. */
function isTunnelInBackground(invocation: Invocation): boolean {
  if (invocation.name !== 'ssh') return false;
  return hasOption(sshOptions(invocation.arguments), ['-f'], sshLetters);
}

import { joinCommandLine, splitCommandLine } from './command-line';
import { type EnvironmentEntry, problemOfUrl } from './environment-settings';
import { askChoice, askText, type Choice, type Step } from './steps';

export type SignInKind = NonNullable<EnvironmentEntry['signIn']>;

/** What was entered so far; a step back finds it again. */
export interface Draft {
  name?: string;
  url?: string;
  signIn?: SignInKind;
  username?: string;
  tokenCommand?: readonly string[];
  /** A password or token: never written anywhere but into the secret storage. */
  secret?: string;
}

export type Question =
  | 'name'
  | 'url'
  | 'signIn'
  | 'username'
  | 'password'
  | 'token'
  | 'tokenCommand';

/** The questions of an environment in their order: how to sign in decides which there are. */
export function questionsOf({ signIn }: Draft): readonly Question[] {
  return ['name', 'url', 'signIn', ...questionsOfSignIn(signIn ?? 'none')];
}

export function questionsOfSignIn(signIn: SignInKind): readonly Question[] {
  switch (signIn) {
    case 'password':
    case 'basic':
      return ['username', 'password'];
    case 'token':
      return ['token'];
    case 'tokenCommand':
      return ['tokenCommand'];
    case 'none':
      return [];
  }
}

export interface AskOptions {
  readonly title: string;
  readonly takenNames: readonly string[];
  readonly canRunCommands: boolean;
}

/**
 * Asks the questions from one of them on, with a way back, and fills the draft.
 *
 * @returns false where the user left
 */
export async function askAll(
  draft: Draft,
  questions: () => readonly Question[],
  options: AskOptions,
  first = 0,
): Promise<boolean> {
  for (let index = first; ; ) {
    const question = questions()[index];
    if (question === undefined) return true;
    const place = { title: options.title, step: index + 1, steps: questions().length };
    const answer = await ask(question, draft, place, options);
    if (answer === 'left') return false;
    index += answer === 'back' ? -1 : 1;
  }
}

interface Place {
  readonly title: string;
  readonly step: number;
  readonly steps: number;
}

async function ask(
  question: Question,
  draft: Draft,
  place: Place,
  options: AskOptions,
): Promise<Step<unknown>['kind']> {
  const take = <T>(step: Step<T>, keep: (value: T) => void) => {
    if (step.kind === 'answered') keep(step.value);
    return step.kind;
  };
  switch (question) {
    case 'name':
      return take(
        await askText({
          ...place,
          prompt: 'What do you call this Airflow?',
          placeholder: 'production',
          value: draft.name,
          problemOf: (text) => problemOfName(text, options.takenNames),
        }),
        (text) => {
          draft.name = text.trim();
        },
      );
    case 'url':
      return take(
        await askText({
          ...place,
          prompt: 'Its address: where the web pages of Airflow begin, without /api',
          placeholder: 'https://airflow.example.com',
          value: draft.url,
          problemOf: problemOfUrl,
        }),
        (text) => {
          draft.url = text.trim();
        },
      );
    case 'signIn':
      return take(
        await askChoice({
          ...place,
          placeholder: 'How do you sign in to it?',
          choices: signInChoices(options.canRunCommands),
          value: draft.signIn,
        }),
        (kind) => {
          draft.signIn = kind;
        },
      );
    case 'username':
      return take(
        await askText({
          ...place,
          prompt: 'User name',
          value: draft.username,
          problemOf: (text) => (text.trim() === '' ? 'A user name is needed.' : undefined),
        }),
        (text) => {
          draft.username = text.trim();
        },
      );
    case 'password':
    case 'token':
      return take(
        await askText({
          ...place,
          prompt: `${question === 'token' ? 'Token' : 'Password'}: kept in the secret storage of the editor`,
          value: draft.secret,
          isSecret: true,
          problemOf: (text) => (text === '' ? `A ${question} is needed.` : undefined),
        }),
        (text) => {
          draft.secret = question === 'token' ? text.trim() : text;
        },
      );
    case 'tokenCommand':
      return take(
        await askText({
          ...place,
          prompt: 'The command that prints a token. It is run without a shell.',
          placeholder: 'gcloud auth print-access-token',
          value: draft.tokenCommand && joinCommandLine(draft.tokenCommand),
          problemOf: problemOfCommand,
        }),
        (text) => {
          draft.tokenCommand = splitCommandLine(text) ?? [];
        },
      );
  }
}

function signInChoices(canRunCommands: boolean): Choice<SignInKind>[] {
  const choices: Choice<SignInKind>[] = [
    {
      value: 'password',
      label: 'User name and password',
      detail: 'Airflow 2 with Basic authentication, Airflow 3 with a token that it gives for them',
    },
    {
      value: 'tokenCommand',
      label: 'Token from a command',
      detail: 'Cloud Composer (gcloud auth print-access-token) and others whose tokens expire',
    },
    { value: 'token', label: 'Token', detail: 'Astronomer, or any other API token' },
    {
      value: 'basic',
      label: 'Basic authentication',
      detail: 'User name and password with every request, as a proxy before Airflow may want it',
    },
    { value: 'none', label: 'None', detail: 'An Airflow that lets everyone read' },
  ];
  return choices.filter(({ value }) => canRunCommands || value !== 'tokenCommand');
}

function problemOfName(text: string, taken: readonly string[]): string | undefined {
  if (text.trim() === '') return 'A name is needed.';
  if (taken.includes(text.trim()))
    return `There is an environment called "${text.trim()}" already.`;
  return undefined;
}

function problemOfCommand(text: string): string | undefined {
  const words = splitCommandLine(text);
  if (words === undefined) return 'A quote is not closed.';
  return words.length === 0 ? 'A command is needed.' : undefined;
}

import * as vscode from 'vscode';

/** What a step comes to: an answer, a step back, or the end of it all. */
export type Step<T> =
  | { readonly kind: 'answered'; readonly value: T }
  | { readonly kind: 'back' }
  | { readonly kind: 'left' };

interface Place {
  readonly title: string;
  /** Counted from 1. */
  readonly step: number;
  readonly steps: number;
}

export interface TextQuestion extends Place {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string | undefined;
  readonly isSecret?: boolean;
  /** What is wrong with a text, as a sentence; undefined where nothing is. */
  readonly problemOf: (text: string) => string | undefined;
}

/** Asks for a line of text. What is wrong is told when it is entered, and while it is being mended. */
export function askText(question: TextQuestion): Promise<Step<string>> {
  const input = vscode.window.createInputBox();
  input.prompt = question.prompt;
  input.placeholder = question.placeholder;
  input.value = question.value ?? '';
  input.password = question.isSecret === true;
  return answerOf<string>(input, question, (answer) => {
    input.onDidChangeValue((text) => {
      if (input.validationMessage) input.validationMessage = question.problemOf(text);
    });
    input.onDidAccept(() => {
      const problem = question.problemOf(input.value);
      if (problem === undefined) answer(input.value);
      else input.validationMessage = problem;
    });
  });
}

export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

export interface ChoiceQuestion<T> extends Place {
  readonly placeholder: string;
  readonly choices: readonly Choice<T>[];
  readonly value?: T | undefined;
}

/** Lets the user pick one of several. */
export function askChoice<T>(question: ChoiceQuestion<T>): Promise<Step<T>> {
  const pick = vscode.window.createQuickPick<Choice<T>>();
  pick.placeholder = question.placeholder;
  pick.items = question.choices;
  pick.matchOnDetail = true;
  pick.activeItems = question.choices.filter(({ value }) => value === question.value);
  return answerOf<T>(pick, question, (answer) => {
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (chosen !== undefined) answer(chosen.value);
    });
  });
}

function answerOf<T>(
  input: vscode.QuickPick<Choice<T>> | vscode.InputBox,
  { title, step, steps }: Place,
  listen: (answer: (value: T) => void) => void,
): Promise<Step<T>> {
  input.title = title;
  input.step = step;
  input.totalSteps = steps;
  // Someone may have to look for a token in another window.
  input.ignoreFocusOut = true;
  input.buttons = step > 1 ? [vscode.QuickInputButtons.Back] : [];
  return new Promise((resolve) => {
    const end = (result: Step<T>) => {
      resolve(result);
      input.dispose();
    };
    listen((value) => end({ kind: 'answered', value }));
    input.onDidTriggerButton(() => end({ kind: 'back' }));
    input.onDidHide(() => end({ kind: 'left' }));
    input.show();
  });
}

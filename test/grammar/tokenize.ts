import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { type IGrammar, INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';

const require = createRequire(import.meta.url);
const injection = 'airworthy.jinja.injection';

const files: Readonly<Record<string, string>> = {
  'source.python': require.resolve('tm-grammars/grammars/python.json'),
  'source.regexp.python': require.resolve('tm-grammars/grammars/regexp.json'),
  [injection]: path.resolve(import.meta.dirname, '../../syntaxes/airflow-jinja.tmLanguage.json'),
};

export interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

/** VS Code's Python grammar, with ours injected unless told otherwise, run by the engine that VS Code uses. */
export async function loadPythonGrammar({ inject = true } = {}): Promise<IGrammar> {
  await loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')));
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async (scope) => {
      const file = files[scope];
      return file === undefined ? null : parseRawGrammar(readFileSync(file, 'utf8'), file);
    },
    getInjections: (scope) => (inject && scope === 'source.python' ? [injection] : undefined),
  });
  const grammar = await registry.loadGrammar('source.python');
  if (grammar === null) throw new Error('the Python grammar could not be loaded');
  return grammar;
}

export function tokenize(grammar: IGrammar, code: string): Token[] {
  let state = INITIAL;
  return code.split('\n').flatMap((line) => {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    return result.tokens.map((token) => ({
      text: line.slice(token.startIndex, token.endIndex),
      scopes: token.scopes,
    }));
  });
}

/** The stretches of the code that are coloured as Jinja, line by line. */
export function jinjaIn(grammar: IGrammar, code: string): string[] {
  const stretches: string[] = [];
  let previous = false;
  for (const token of tokenize(grammar, code)) {
    const isJinja = token.scopes.some((scope) => scope.endsWith('.jinja'));
    if (isJinja && previous) stretches.push(`${stretches.pop()}${token.text}`);
    else if (isJinja) stretches.push(token.text);
    previous = isJinja;
  }
  return stretches;
}

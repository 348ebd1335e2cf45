import { type ParserModules, PythonParser } from '../../server/src/syntax/parser';
import type { Answer } from './ask.mjs';
import { judge } from './judge';
import { complaints, describe } from './report';

/** What the script needs, with the parser bound. */
export async function loadOracle(modules: ParserModules) {
  const parser = await PythonParser.load(modules);
  return (answer: Answer) => {
    const report = judge(parser, answer);
    return { report, text: describe(report, answer.root), complaints: complaints(report) };
  };
}

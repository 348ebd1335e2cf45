import { allRules } from '../rules/registry';
import type { Problem, RelatedPlace, Rule, Severity } from '../rules/rule';
import type { TaskName } from '../semantic/dag/task-instances';
import { FileModel } from '../semantic/file-model';
import type { Reach } from '../semantic/phases';
import { SyntaxNode } from '../syntax/node';
import type { PythonParser } from '../syntax/parser';
import { groupBy } from '../text/groups';
import { LineIndex } from '../text/lines';
import { remembered } from '../text/remembered';
import { type AnalysisConfiguration, isEnabled } from './configuration';
import type { Analysis, Finding, Notice, Related } from './finding';
import { askRule, attemptFor, type Said, startOfToday } from './said';
import { Suppressions } from './suppressions';
import { isTestCode } from './test-code';
import { mayHideDags } from './unread-code';

/** One file to analyze. The path decides only whether it is a test file. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Analyzes one file. Total: a rule that throws becomes a notice, and the others still run. */
export function analyze(
  file: SourceFile,
  configuration: AnalysisConfiguration,
  parser: PythonParser,
): Analysis {
  const model = new FileModel(parser.parse(file.text), undefined, configuration);
  return analyzeModel(model, file.path, configuration);
}

export function analyzeModel(
  model: FileModel,
  path: string,
  configuration: AnalysisConfiguration,
): Analysis {
  const { now = startOfToday() } = configuration;
  const { airflowVersion } = configuration;
  return judged(model, path, configuration, (rules) =>
    rules.map((rule) => askRule(rule, { model, now, airflowVersion })),
  );
}

/** What there is to say of a file when its rules have been asked. */
export function judged(
  model: FileModel,
  path: string,
  configuration: AnalysisConfiguration,
  ask: (rules: readonly Rule[]) => readonly Said[],
): Analysis {
  const rules = rulesFor(model, configuration);
  if (rules.length === 0) return { findings: [], notices: [], isOfToday: false };
  const said = ask(rules);
  const suppressions = new Suppressions(model);
  const found: { readonly rule: Rule; readonly problem: Problem; readonly finding: Finding }[] = [];
  const notices: Notice[] = [];
  for (const { notice, problems, rule } of said) {
    const failure = attemptFor(rule, () => {
      for (const problem of problems) {
        const finding = findingOf(rule, problem, model, path, configuration);
        const isSilent = finding === undefined || suppressions.covers(rule.meta.id, finding);
        if (!isSilent) found.push({ rule, problem, finding });
      }
    });
    const wrong = notice ?? failure;
    if (wrong !== undefined) notices.push(wrong);
  }
  const ofSubject = groupBy(found, ({ problem }) => subjectOf(problem));
  const findings = found
    .filter(({ rule, problem }) => !hasMoreSeriousVoice(rule, problem))
    .map(({ finding }) => finding)
    .sort((a, b) => a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : 1));
  return {
    findings,
    notices,
    isOfToday: said.some(({ isOfToday }) => isOfToday),
  };

  function hasMoreSeriousVoice(rule: Rule, problem: Problem): boolean {
    const stronger = rule.meta.yieldsTo;
    if (stronger === undefined) return false;
    const voices = ofSubject.get(subjectOf(problem)) ?? [];
    return voices.some((other) => stronger.includes(other.rule.meta.id));
  }
}

/** What the rules that yield to each other are compared by. */
function subjectOf({ node, subject }: Problem): SyntaxNode {
  return subject ?? node;
}

function rulesFor(model: FileModel, configuration: AnalysisConfiguration): readonly Rule[] {
  const enabled = enabledRules(configuration);
  if (configuration.profile === 'all' || model.concernsAirflow) return enabled;
  return mayHideDags(model) ? enabled.filter((rule) => rule.meta.speaksInBrokenFiles === true) : [];
}

/** Most files have the same configuration. */
export const enabledRules = remembered((configuration: AnalysisConfiguration): readonly Rule[] =>
  allRules.filter((rule) => isEnabled(rule, configuration)),
);

function findingOf(
  rule: Rule,
  problem: Problem,
  model: FileModel,
  path: string,
  configuration: AnalysisConfiguration,
): Finding | undefined {
  // What a rule sees in another file is found where that file is analyzed.
  if (problem.node.tree !== model.tree) return undefined;
  const reach = model.reach(problem.node);
  if (reach.isScript || isTestCode(problem.node, path)) return undefined;
  if (reach.isForeignImage && rule.meta.aboutThisProcess === true) return undefined;
  const own = configuration.rules[rule.meta.id];
  const severity =
    own === undefined || own === 'off' ? (problem.severity ?? rule.meta.severity) : own;
  const { start, end } = problem.range ?? problem.node;
  return {
    rule: rule.meta.id,
    severity: capped(severity, reach, configuration),
    message: problem.message,
    start,
    end,
    phases: problem.tasks === undefined ? [...reach.phases] : ['task'],
    tasks:
      problem.tasks === undefined
        ? tasksOf(reach, model)
        : problem.tasks.flatMap((task) => model.taskInstances.namesOf(task)),
    related: [
      ...(problem.related ?? []).flatMap((related) => relatedOf(related, model)),
      ...(problem.tasks === undefined ? callersOf(reach) : []),
    ],
    fixes: (problem.fixes ?? []).filter(({ edits }) => edits.length > 0),
  };
}

/** A place in a file that the project has lost by now says nothing any more. */
function relatedOf({ message, place }: RelatedPlace, model: FileModel): Related[] {
  if ('path' in place) return [{ message, ...place }];
  const isElsewhere = place instanceof SyntaxNode && place.tree !== model.tree;
  const file = isElsewhere ? model.surroundings?.fileOf(place.tree) : undefined;
  if (isElsewhere && file === undefined) return [];
  const lines = file === undefined ? model.lines : new LineIndex(file.tree.text);
  const [start, end] = [lines.position(place.start), lines.position(place.end)];
  return [{ message, path: file?.path, start, end }];
}

/** More callers than these say nothing that the first ones do not. */
const maximumCallers = 5;

/** Where the tasks of other files are that run a place in this one. */
function callersOf({ tasksElsewhere }: Reach): Related[] {
  return tasksElsewhere.slice(0, maximumCallers).map(({ names, place }) => {
    const [name] = names;
    const task = name?.taskId === undefined ? 'a task' : `the task \`${name.taskId}\``;
    const dag = name?.dagId === undefined ? '' : ` of the DAG \`${name.dagId}\``;
    return { message: `This runs in ${task}${dag}.`, ...place };
  });
}

/** A task that another file makes of a function here is known by what is said of it there. */
function tasksOf({ tasks, tasksElsewhere }: Reach, model: FileModel): readonly TaskName[] {
  const own = tasks.flatMap((task) => model.taskInstances.namesOf(task));
  const others = tasksElsewhere.flatMap(({ names }) => names);
  const shown = others.length === 0 ? own : own.filter(({ dagId }) => dagId !== undefined);
  const distinct = new Map(
    [...shown, ...others].map((task) => [`${task.dagId}\0${task.taskId}`, task]),
  );
  return [...distinct.values()];
}

/** Code that no DAG is seen to reach is not spoken of above information. */
function capped(severity: Severity, reach: Reach, configuration: AnalysisConfiguration): Severity {
  const isUnreached = reach.phases.size === 1 && reach.phases.has('unknown');
  if (!isUnreached || configuration.profile === 'all') return severity;
  return severity === 'hint' ? 'hint' : 'information';
}

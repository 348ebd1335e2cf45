import { beforeAll, describe, expect, test } from 'vitest';
import type { IGrammar } from 'vscode-textmate';
import { jinjaIn, loadPythonGrammar, tokenize } from './tokenize';

let grammar: IGrammar;

beforeAll(async () => {
  grammar = await loadPythonGrammar();
});

describe('Jinja is coloured in the strings of templated arguments', () => {
  test.each<[string, string, string[]]>([
    ['double quotes', 'BashOperator(bash_command="echo {{ ds }}")', ['{{ ds }}']],
    ['single quotes', "BashOperator(bash_command='echo {{ ds }}')", ['{{ ds }}']],
    ['raw strings', 'BashOperator(bash_command=r"echo {{ ds }}\\n")', ['{{ ds }}']],
    ['spaces around =', 'BashOperator(bash_command = "{{ ds }}")', ['{{ ds }}']],
    ['a qualified operator', 'bash.BashOperator(bash_command="{{ ds }}")', ['{{ ds }}']],
    ['an operator of the project', 'LoadOrdersOperator(sql="{{ ds }}")', ['{{ ds }}']],
    ['sensors', 'FileSensor(filepath="/in/{{ ds }}")', ['{{ ds }}']],
    [
      'other quotes inside',
      `XOperator(sql="{{ var.value.get('a') }}")`,
      ["{{ var.value.get('a') }}"],
    ],
    ['statements', 'XOperator(sql="{% if x %}a{% endif %}")', ['{% if x %}', '{% endif %}']],
    ['comments', 'XOperator(sql="{# why #}")', ['{# why #}']],
    ['dicts', 'XOperator(env={"DAY": "{{ ds }}", "A": "b"})', ['{{ ds }}']],
    ['keys of dicts', 'XOperator(op_kwargs={"{{ ds }}": 1})', ['{{ ds }}']],
    ['nested lists', 'XOperator(arguments=["a", ["{{ ds }}"]])', ['{{ ds }}']],
    ['concatenation', 'XOperator(sql="a " "{{ ds }}" + "{{ ts }}")', ['{{ ds }}', '{{ ts }}']],
    ['a wrapped string', 'XOperator(sql=dedent("{{ ds }}"))', ['{{ ds }}']],
    ['several arguments', 'XOperator(sql="{{ ds }}", query="{{ ts }}")', ['{{ ds }}', '{{ ts }}']],
    ['partial', 'BashOperator.partial(bash_command="{{ ds }}")', ['{{ ds }}']],
    ['expand', 'X.partial(task_id="x").expand(bash_command=["{{ ds }}"])', ['{{ ds }}']],
    ['the task decorator', '@task(templates_dict={"day": "{{ ds }}"})', ['{{ ds }}']],
    ['a flavor of it', '@task.bash(env={"DAY": "{{ ds }}"})', ['{{ ds }}']],
  ])('%s', (_, code, expected) => {
    expect(jinjaIn(grammar, code)).toEqual(expected);
  });

  test('over several lines', () => {
    const code = [
      'task = BashOperator(',
      '    task_id="load",',
      '    bash_command="""',
      '        echo "{{ ds }}"',
      '        {% for x in params.all %}{{',
      '            x }}{% endfor %}',
      '    """,  # {{ ds }}, a comment',
      ')',
    ].join('\n');
    expect(jinjaIn(grammar, code)).toEqual([
      '{{ ds }}',
      '{% for x in params.all %}{{            x }}{% endfor %}',
    ]);
  });

  test('with names, filters and keywords told apart', () => {
    const tokens = tokenize(grammar, 'XOperator(sql="{{ ds | upper if true }}")');
    const scopeOf = (text: string) => tokens.find((token) => token.text === text)?.scopes.at(-1);
    expect(scopeOf('ds')).toBe('variable.other.jinja');
    expect(scopeOf('upper')).toBe('support.function.filter.jinja');
    expect(scopeOf('if')).toBe('keyword.control.jinja');
    expect(scopeOf('true')).toBe('constant.language.jinja');
  });
});

describe('Jinja is not coloured', () => {
  test.each([
    ['in a plain string', 'text = "{{ ds }}"'],
    ['in arguments that are not templated', 'BashOperator(task_id="{{ ds }}")'],
    ['in positional arguments', 'BashOperator("{{ ds }}")'],
    ['in calls of other things', 'render(sql="{{ ds }}")'],
    ['in functools.partial', 'functools.partial(render, sql="{{ ds }}")'],
    ['in f-strings, whose braces are escapes', 'BashOperator(bash_command=f"{{ ds }}")'],
    ['in bytes', 'XOperator(data=b"{{ ds }}")'],
    ['in raw f-strings', 'XOperator(sql=rf"{{ ds }}")'],
    ['in comments', 'BashOperator(  # bash_command="{{ ds }}"'],
    ['outside strings', 'XOperator(op_args={{1}})'],
    ['in a docstring', '"""BashOperator(bash_command="{{ ds }}")"""'],
    ['in a string that quotes code', `code = 'BashOperator(bash_command="{{ ds }}")'`],
    ['in a default of a parameter', 'def run(sql="{{ ds }}"):'],
    ['in a keyword of a class', 'class MyOperator(Base, sql="{{ ds }}"):'],
    ['in a comparison', 'XOperator(x=sql == "{{ ds }}")'],
    ['in a longer name', 'XOperator(my_sql="{{ ds }}")'],
    ['after the call', 'XOperator(sql="a"); text = "{{ ds }}"'],
    ['in other arguments after a templated one', 'XOperator(sql="a", doc="{{ ds }}")'],
    ['in other decorators', '@other(sql="{{ ds }}")'],
  ])('%s', (_, code) => {
    expect(jinjaIn(grammar, code)).toEqual([]);
  });
});

describe('the Python around stays what it is', () => {
  test.each([
    'with DAG("a") as dag:\n    a = BashOperator(task_id="a", retries=2, bash_command="x")\n    a >> b',
    'class MyOperator(BaseOperator):\n    template_fields = ("sql",)\n    def execute(self, context):\n        pass',
    'XOperator(sql=[x for x in y if x], op_args=lambda a, b: a, env={"a": f(1)})\nprint("x")',
    '@task.bash(env={"A": "b"})\ndef run():\n    return "x"',
    'XOperator(sql="a %s" % b, query="a" if c else "d")\nx = 1',
  ])('%s', async (code) => {
    const plain = await loadPythonGrammar({ inject: false });
    expect(significant(grammar, code)).toEqual(significant(plain, code));
  });

  test.each(['"', "'", '"""'])('an expression that is not finished ends with its %s', (quote) => {
    const code = `XOperator(sql=${quote}{{ ds${quote}, retries=1)\nx = "{{ ds }}"`;
    expect(jinjaIn(grammar, code)).toEqual(['{{ ds']);
    expect(tokenize(grammar, code).find((token) => token.text === 'retries')?.scopes).toContain(
      'variable.parameter.function-call.python',
    );
  });
});

/** Text and innermost scope of every token that is not white space: what a theme colours. */
function significant(of: IGrammar, code: string): [string, string | undefined][] {
  return tokenize(of, code)
    .filter((token) => token.text.trim() !== '')
    .map((token) => [token.text.trim(), token.scopes.at(-1)]);
}

import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { generalShapes, importingFiles, shapesOfRules } from '../../../bench/adversarial-files';
import { exponentOf, growthOf, projectGrowth } from '../../../bench/growth-exponents';
import { benchConfiguration } from '../../../bench/rule-costs';
import { analyze } from '../../../server/src/engine/analyze';
import { FileModel } from '../../../server/src/semantic/file-model';
import { firstSyntaxError } from '../../../server/src/syntax/errors';
import { testParser } from '../../harness/parser';

const root = path.join(import.meta.dirname, '../../..');

test.each(shapesOfRules(root))(
  'the files for $rule have its findings',
  async ({ rule, shapes }) => {
    const parser = await testParser();
    for (const shape of shapes) {
      const text = shape.text(3);
      if (rule !== 'syntax-error') expect(firstSyntaxError(parser.parse(text))).toBeUndefined();
      if (shape.name !== 'example') continue;
      const configuration = { ...benchConfiguration, select: [rule] };
      // A class that hides a builtin one keeps its name, and hides it only where it is the only one.
      const once = { path: 'dag.py', text: shape.text(1) };
      const { findings, notices } = analyze(once, configuration, parser);
      expect(notices).toEqual([]);
      expect(findings.length).toBeGreaterThan(0);
    }
  },
);

describe.each(generalShapes)('$name', ({ text }) => {
  test('is Python of the asked size, and no rule fails on it', async () => {
    const parser = await testParser();
    expect(firstSyntaxError(parser.parse(text(40)))).toBeUndefined();
    expect(text(800).length).toBeGreaterThan(text(400).length * 1.5);
    const { notices } = analyze({ path: 'dag.py', text: text(300) }, benchConfiguration, parser);
    expect(notices).toEqual([]);
  });
});

test('a text that is put together of thousands of parts is read', async () => {
  const sum = generalShapes.find(({ name }) => name === 'one huge text of parts');
  const file = { path: 'dag.py', text: sum?.text(4000) ?? '' };
  const configuration = { ...benchConfiguration, select: ['now-in-task'] };
  expect(analyze(file, configuration, await testParser()).notices).toEqual([]);
});

test('tasks that are written outside of many DAGs share what is around them', async () => {
  const shape = generalShapes.find(({ name }) => name === 'many DAGs and tasks without one');
  const { tasks } = new FileModel((await testParser()).parse(shape?.text(50) ?? ''));
  expect(tasks.all.length).toBe(50);
  expect(new Set(tasks.all.map(({ contexts }) => contexts)).size).toBe(1);
  expect(new Set(tasks.all.map(({ dags }) => dags)).size).toBe(1);
});

test('the exponent is the power with which time grows', () => {
  const points = (power: number) => [50, 100, 400].map((size) => ({ size, time: size ** power }));
  expect(exponentOf(points(1))).toBeCloseTo(1);
  expect(exponentOf(points(2))).toBeCloseTo(2);
  expect(exponentOf([50, 100].map((size) => ({ size, time: 0 })))).toBeCloseTo(0);
});

test('every part of an analysis has a growth, and so has a project', async () => {
  const parser = await testParser();
  const [
    {
      rule,
      shapes: [shape],
    } = { rule: '', shapes: [] },
  ] = shapesOfRules(root);
  if (shape === undefined) throw new Error('there are no rules');
  const growths = growthOf(shape, [2, 4], parser, 2, rule);
  expect(growths.map(({ part }) => part)).toEqual(['parse', 'model', rule, 'engine']);
  expect(growths.every(({ exponent }) => Number.isFinite(exponent.median))).toBe(true);
  expect(projectGrowth(importingFiles, [2, 4], parser, 1).largest).toBeGreaterThan(0);
});

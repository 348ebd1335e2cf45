import { expect, it } from 'vitest';
import { nearestWord } from '../../../server/src/text/nearest-word';

const presets = ['@daily', '@hourly', '@weekly'];

it('finds the word that someone mistyped', () => {
  expect(nearestWord('@dayly', presets)).toBe('@daily');
  expect(nearestWord('@huorly', presets)).toBe('@hourly');
});

it('finds none where none is near', () => {
  expect(nearestWord('@reboot', presets)).toBeUndefined();
  expect(nearestWord('@daily', [])).toBeUndefined();
});

it('finds the same in whatever order the words are', () => {
  expect(nearestWord('e', ['s', 'd', 'x'])).toBe('d');
  expect(nearestWord('e', ['d', 'x', 's'])).toBe('d');
});

it('takes as many wrong letters as it is told', () => {
  expect(nearestWord('@dayly', presets, 1)).toBe('@daily');
  expect(nearestWord('@huorly', presets, 1)).toBeUndefined();
});

import { unitsOf } from '../syntax/units';
import { isAlike } from '../text/alike';
import { reading } from '../text/reading';
import { remembered } from '../text/remembered';
import { settled, settledEach } from '../text/settled';
import type { FileModel } from './file-model';
import { UnitIndex } from './unit-index';

// Questions about a whole file: they are asked of the whole and worked out once, whatever is looked at. Who asks depends
// on the answer alone: what goes through a file may read all of it.

/** A question about a whole file. */
export function rememberedOfFile<Answer>(
  find: (model: FileModel) => Answer,
): (model: FileModel) => Answer {
  const questionOf = remembered((model: FileModel) => settled(() => find(model), isAlike));
  return (model) => questionOf(model.whole)();
}

/** The same for what a file has of something, where each unit can be looked through by itself. */
export function rememberedByUnit<Found>(
  find: (unit: FileModel) => Iterable<Found>,
): (model: FileModel) => readonly Found[] {
  const found = remembered((model: FileModel) => [...find(model)]);
  const indexOf = remembered(
    (model: FileModel) =>
      new UnitIndex<'all', Found>(
        () => unitsOf(model.tree),
        (unit) => [...find(model.within(unit))].map((one) => ['all', one]),
      ),
  );
  return ({ whole }) =>
    // Where nothing is edited, the whole is looked through faster than its parts.
    reading.isRecording ? indexOf(whole).valuesOf('all') : found(whole);
}

/** The same for a question that has a second part, such as a name. */
export function rememberedOfFileBy<Key, Answer>(
  find: (model: FileModel, key: Key) => Answer,
): (model: FileModel, key: Key) => Answer {
  const questionOf = remembered((model: FileModel) =>
    settledEach((key: Key) => find(model, key), isAlike),
  );
  return (model, key) => questionOf(model.whole)(key);
}

import { remembered, rememberedBy } from '../text/remembered';
import type { FileModel } from './file-model';

/** A question about a whole file: it is asked of the whole and worked out once, whatever is looked at. */
export function rememberedOfFile<Answer>(
  find: (model: FileModel) => Answer,
): (model: FileModel) => Answer {
  const answerOf = remembered(find);
  return (model) => answerOf(model.whole);
}

/** The same for a question that has a second part, such as a name. */
export function rememberedOfFileBy<Key, Answer>(
  find: (model: FileModel, key: Key) => Answer,
): (model: FileModel, key: Key) => Answer {
  const answerOf = rememberedBy(find);
  return (model, key) => answerOf(model.whole, key);
}

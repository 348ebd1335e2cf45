import type { Report } from '../report';
import type { Colors } from '../terminal/colors';

/** Gives a report one form, complete with its last line break, in pieces that are written one after the other. */
export type Reporter = (report: Report, colors: Colors) => Iterable<string>;

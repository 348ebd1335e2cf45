import type { Report } from '../report';
import type { Colors } from '../terminal/colors';

/** Gives a report one form, complete with its last line break. */
export type Reporter = (report: Report, colors: Colors) => string;

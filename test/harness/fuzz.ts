import fc from 'fast-check';
import { tries } from './tries';

// For the properties that name no number of their own.
fc.configureGlobal(tries(100, 5_000));

import { rule } from 'graphql-shield';
import { forbidden } from '../errors.ts';

/** What holds for a field that nobody wrote a rule for. */
export const denied = rule('denied', { cache: 'no_cache' })(() => forbidden('This field is not open to anybody.'));

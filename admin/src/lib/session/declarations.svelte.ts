import { getContext, setContext } from 'svelte';
import type { ResultOf } from 'wisbaar-schema';
import { getLocale } from '#locale';
import { LiveQuery } from '#lib/graphql/live-query.svelte.ts';
import { PersonalDataFieldsQuery } from './session.graphql.ts';

export type DeclaredField = ResultOf<typeof PersonalDataFieldsQuery>['personalDataFields'][number];

const key = Symbol('declarations');

/** The server's line per column (B1): what it is called, where it belongs, and what this person may do with it. */
export class Declarations {
  readonly #query = new LiveQuery(PersonalDataFieldsQuery, () => ({}), { requestPolicy: 'cache-first' });

  constructor() {
    setContext(key, this);
  }

  get all(): readonly DeclaredField[] {
    return this.#query.data?.personalDataFields ?? [];
  }

  of(type: string): readonly DeclaredField[] {
    return this.all.filter((one) => one.type === type);
  }

  /** What is not declared is no personal data, and open to whoever may see the row. */
  canSee(type: string, field: string): boolean {
    return this.all.length > 0 && (this.of(type).find((one) => one.field === field)?.canSee ?? true);
  }
}

export const useDeclarations = (): Declarations => getContext<Declarations>(key);

export const labelOf = (field: DeclaredField): string => (getLocale() === 'nl' ? field.labelNl : field.labelEn);

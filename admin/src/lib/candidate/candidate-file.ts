import { getContext, setContext } from 'svelte';
import type { GuardedPaths } from '#lib/graphql/failure.ts';
import { isReadOnly } from '#lib/graphql/read-only.svelte.ts';
import type { DeclaredField, Declarations } from '#lib/session/declarations.svelte.ts';
import type { CandidateData } from './candidate.graphql.ts';

const key = Symbol('candidate file');
type Path = readonly (string | number)[];

/** The person on the screen, with what the role may see and change of him. */
export class CandidateFile {
  readonly #data: () => CandidateData;
  readonly #guarded: () => GuardedPaths;
  readonly #declarations: Declarations;

  constructor(data: () => CandidateData, guarded: () => GuardedPaths, declarations: Declarations) {
    this.#data = data;
    this.#guarded = guarded;
    this.#declarations = declarations;
    setContext(key, this);
  }

  get data(): CandidateData {
    return this.#data();
  }

  /** Fields of one type in one or all groups, in the order of their declarations; only those that were asked for. */
  fields(type: string, group?: string): readonly DeclaredField[] {
    return this.#declarations.of(type).filter((one) => group === undefined || one.group === group);
  }

  groups(type: string): readonly string[] {
    return [...new Set(this.fields(type).map((one) => one.group))];
  }

  /** Of one type of record: what can be typed in. */
  changeable(type: string): readonly DeclaredField[] {
    return this.fields(type).filter((field) => this.mayChange(field));
  }

  /** Removing a record changes all of it. */
  mayRemove(type: string): boolean {
    const fields = this.fields(type);
    return fields.length > 0 && fields.every((field) => this.mayChange(field));
  }

  isHidden(...path: Path): boolean {
    return this.#guarded().has('node', ...path);
  }

  mayChange(field: DeclaredField): boolean {
    const { change } = this.data.viewerCan;
    if (isReadOnly()) return false;
    return field.canChange && (change.includes(field.field) || change.includes(`${field.type}.${field.field}`));
  }
}

export const useCandidateFile = (): CandidateFile => getContext<CandidateFile>(key);

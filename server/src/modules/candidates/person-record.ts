import type { PersonalDataDeclaration, PublishedClass } from '../personal-data/index.ts';

/**
 * A kind of record that a person can have: his educations, offers, contacts. Its declaration says what it holds, who may
 * see and change what of it, and how it is erased; types, inputs, mutations and rules are made from that.
 */
export interface PersonRecordKind {
  readonly declaration: PersonalDataDeclaration;
  /** What the type is, as a sentence. */
  readonly description: string;
  /** The candidate's field that holds them, or with `one` the only one that he can have. */
  readonly field: string;
  readonly fieldDescription: string;
  readonly one?: true;
  /** In which order they stand: a property of the entity. */
  readonly order?: string;
  /** Property that leads to something else → the type as which that is published. */
  readonly links?: Readonly<Record<string, PublishedClass>>;
  /** Days that can't be to come: properties of the entity. */
  readonly past?: readonly string[];
  /** First and last day, of which the last can't come first. */
  readonly period?: readonly [from: string, to: string];
}

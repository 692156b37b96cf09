import type { LocalDate } from '../../platform/clock.ts';
import { rows, sql, type Sql } from '../../platform/database/index.ts';
import { keysetPage } from '../../platform/graphql/index.ts';
import { CandidateSchema, type Candidate } from '../candidates/index.ts';
import { personVisibleTo, type Work } from '../permissions/index.ts';
import { selection, type RuleSet } from '../selection-rules/index.ts';
import { mustBeAhead } from './preview.ts';

/** Somebody whom a set selects on a day. */
export interface PreviewedPerson {
  /** The candidate's. */
  readonly id: string;
  readonly candidate: Candidate;
  /** Place in the set of the rule that decided; -1 is the configurable rules together. */
  readonly decidedBy: number;
}

export interface PreviewFilter {
  readonly agencyId?: string | undefined;
  readonly decidedBy?: number | undefined;
}

/**
 * Whom a set selects on a day, a page at a time in a fixed order (B2): looked at one after another until the page is full, so
 * that a page of a million people is there as soon as one of a thousand.
 * @throws DomainError BAD_USER_INPUT
 */
export async function previewPeople(
  work: Work,
  set: RuleSet,
  on: LocalDate,
  { agencyId, decidedBy }: PreviewFilter,
  page: { first?: number; after?: string; last?: number; before?: string },
) {
  mustBeAhead(work, on);
  const agencyIds = agencyId === undefined ? set.agencyIds : set.agencyIds.filter((id) => id === agencyId);
  const select = (only: Sql) => selection(set.content.rules, agencyIds, on, only, 'EACH');
  return keysetPage<PreviewedPerson>(
    work.em,
    {
      type: 'Candidate',
      from: sql`(${select(personVisibleTo(work.actor, 'c'))}) s`,
      where: decidedBy === undefined ? sql`true` : sql`s.decided_by = ${decidedBy}`,
      id: sql`s.candidate_id`,
      key: sql`s.candidate_id`,
      descending: false,
      load: async (ids) => {
        const found = await rows<{ candidate_id: string; decided_by: number }>(
          work.em,
          sql`select candidate_id, decided_by from (${select(sql`c.id = any(${ids})`)}) s`,
        );
        const candidates = new Map(
          (await work.em.find(CandidateSchema, { id: { $in: [...ids] } })).map((one) => [one.id, one]),
        );
        return found.flatMap((one) => {
          const candidate = candidates.get(one.candidate_id);
          return candidate ? [{ id: one.candidate_id, candidate, decidedBy: one.decided_by }] : [];
        });
      },
    },
    page,
  );
}

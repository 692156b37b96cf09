import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { CandidateSchema, EVERYONE, figure, technical, WHO_MEET_PEOPLE } from '../candidates/index.ts';
import { declarePersonalData } from '../personal-data/index.ts';

/** A reason not to erase a person, until a day (B5). While one stands, nobody and nothing erases him. */
export const HoldSchema = defineEntity({
  name: 'Hold',
  tableName: 'hold',
  properties: {
    id: p.uuid().primary(),
    candidateId: () => p.manyToOne(CandidateSchema).mapToPk().fieldName('candidate_id').index(),
    reason: p.text(),
    /** The last day on which it stands. */
    until: p.date(),
    placedAt: p.datetime(3),
    releasedAt: p.datetime(3).nullable(),
  },
});
export type Hold = InferEntity<typeof HoldSchema>;

const hold = { ...figure, see: WHO_MEET_PEOPLE, group: 'registration', portal: 'HIDDEN' } as const;

// prettier-ignore
export const holdData = declarePersonalData(HoldSchema, { person: 'candidateId' }, {
  id:          { ...technical, nl: 'Id', en: 'Id' },
  candidateId: { ...technical, nl: 'Kandidaat', en: 'Candidate' },
  reason:      { ...hold, is: 'FREE_TEXT', erase: 'OVERWRITE', nl: 'Reden', en: 'Reason' },
  // How long, and not why: whoever keeps the terms can't explain a selection without it.
  until:       { ...hold, see: EVERYONE, nl: 'Tot en met', en: 'Until' },
  placedAt:    { ...hold, nl: 'Geplaatst op', en: 'Placed at' },
  releasedAt:  { ...hold, nl: 'Opgeheven op', en: 'Released at' },
});

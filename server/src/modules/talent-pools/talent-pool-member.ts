import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { ApplicationSchema } from '../applications/index.ts';
import { CandidateSchema, figure, technical, WHO_PLACE_PEOPLE } from '../candidates/index.ts';
import { declarePersonalData } from '../personal-data/index.ts';
import { TalentPoolSchema } from './talent-pool.entity.ts';

/** Somebody in a talent pool (C35, C45), or one application of his in it (C46). */
export const TalentPoolMemberSchema = defineEntity({
  name: 'TalentPoolMember',
  tableName: 'talent_pool_member',
  indexes: [
    {
      // A person without an application is in a pool once too.
      name: 'talent_pool_member_once',
      properties: ['talentPoolId', 'candidateId', 'applicationId'],
      expression: `create unique index "talent_pool_member_once" on "talent_pool_member" ("talent_pool_id", "candidate_id", "application_id") nulls not distinct`,
    },
  ],
  properties: {
    id: p.uuid().primary(),
    talentPoolId: () => p.manyToOne(TalentPoolSchema).mapToPk().fieldName('talent_pool_id'),
    candidateId: () => p.manyToOne(CandidateSchema).mapToPk().fieldName('candidate_id').index(),
    /** `null`: it is the person who is in the pool. */
    applicationId: () => p.manyToOne(ApplicationSchema).mapToPk().fieldName('application_id').nullable().index(),
    addedOn: p.date(),
  },
});
export type TalentPoolMember = InferEntity<typeof TalentPoolMemberSchema>;

const member = { ...figure, group: 'talentPool', change: WHO_PLACE_PEOPLE } as const;

/** The row stays, for the figures (C2): it says how large a pool was, and no longer who was in it. */
// prettier-ignore
export const talentPoolMemberData = declarePersonalData(TalentPoolMemberSchema, { person: 'candidateId' }, {
  id:            { ...technical, nl: 'Id', en: 'Id' },
  talentPoolId:  { ...member, is: 'PROFESSIONAL', onAcceptance: 'SAME', api: 'talentPool', ref: 'C35', nl: 'Talentpool', en: 'Talent pool' },
  candidateId:   { ...technical, nl: 'Kandidaat', en: 'Candidate' },
  applicationId: { ...member, api: 'application', ref: 'C46', nl: 'Inschrijving', en: 'Application' },
  addedOn:       { ...member, nl: 'Toegevoegd op', en: 'Added on' },
});

import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { AgencySchema } from '../organisation/index.ts';
import { declareImpersonal } from '../personal-data/index.ts';
import { KEEP_PERIODS } from './retention-policy.entity.ts';

/**
 * When an agency asks beforehand whether a term may be extended (Surveys, H43), and whom it does not ask. Its mails are contact
 * moments, and whom it asks has a plan, as everybody whose term ends: only sooner.
 */
export const SurveySchema = defineEntity({
  name: 'Survey',
  tableName: 'survey',
  properties: {
    id: p.uuid().primary(),
    agencyId: () => p.oneToOne(AgencySchema).mapToPk().fieldName('agency_id'),
    active: p.boolean().default(false),
    /** Days before the end of a term on which it asks, and never before half of that term has passed. */
    daysBefore: p.integer().default(45),
    /** For how long whoever agrees is kept (D2, H44). */
    keepPeriod: p.enum(KEEP_PERIODS).default('SAME_TERM'),
    /** Who isn't asked: with an application that runs, with a hire that stands, in a talent pool. */
    skipRunning: p.boolean().default(true),
    skipHired: p.boolean().default(true),
    skipInPool: p.boolean().default(false),
    /** Nor whoever was mailed in so many days; 0: whoever it was. */
    skipMailedDays: p.integer().default(30),
  },
});
export type Survey = InferEntity<typeof SurveySchema>;
/** What an agency sets of it. */
export type SurveySettings = Omit<Survey, 'id' | 'agencyId'>;

// prettier-ignore
export const surveyData = declareImpersonal(SurveySchema, {
  id: 'TECHNICAL', agencyId: 'TECHNICAL', active: 'SETTING', daysBefore: 'SETTING', keepPeriod: 'SETTING', skipRunning: 'SETTING',
  skipHired: 'SETTING', skipInPool: 'SETTING', skipMailedDays: 'SETTING',
});

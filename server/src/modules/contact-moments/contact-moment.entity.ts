import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { AgencySchema } from '../organisation/index.ts';
import { declareImpersonal } from '../personal-data/index.ts';
import { SurveySchema } from '../retention/index.ts';
import { RuleSetSchema } from '../selection-rules/index.ts';

/**
 * A notice before the end, freely worded (C65–C68). It belongs to what it notifies of: an agency's own ones to whose term ends,
 * those of a set of rules to whom that set selects, those of a survey to whom it asks. So a set without notice (C22) leaves everybody else's as they are.
 */
export const ContactMomentSchema = defineEntity({
  name: 'ContactMoment',
  tableName: 'contact_moment',
  indexes: [
    {
      name: 'contact_moment_one_of_a_name',
      properties: ['agencyId', 'ruleSetId', 'surveyId', 'name'],
      expression: `create unique index "contact_moment_one_of_a_name" on "contact_moment" ("agency_id", "rule_set_id", "survey_id", "name") nulls not distinct`,
    },
  ],
  properties: {
    id: p.uuid().primary(),
    agencyId: () => p.manyToOne(AgencySchema).mapToPk().fieldName('agency_id'),
    /** The set whose plans it is for; null: the agency's own. */
    ruleSetId: () => p.manyToOne(RuleSetSchema).mapToPk().fieldName('rule_set_id').nullable(),
    /** The survey whose question or reminder it is (H43); null: none. */
    surveyId: () => p.manyToOne(SurveySchema).mapToPk().fieldName('survey_id').nullable(),
    name: p.text(),
    /** Days after the first contact moment; 0 is the first (C70). */
    daysAfterFirst: p.integer().default(0),
    active: p.boolean().default(true),
    /** Text with the placeholders of placeholders.ts; `{anonimiseringLink}` is required in the body (C69). */
    subjectNl: p.text(),
    bodyNl: p.text(),
    subjectEn: p.text(),
    bodyEn: p.text(),
  },
});
export type ContactMoment = InferEntity<typeof ContactMomentSchema>;
// prettier-ignore
export const contactMomentData = declareImpersonal(ContactMomentSchema, {
  id: 'TECHNICAL', agencyId: 'TECHNICAL', ruleSetId: 'TECHNICAL', surveyId: 'TECHNICAL', name: 'SETTING', daysAfterFirst: 'SETTING', active: 'SETTING',
  subjectNl: 'SETTING', bodyNl: 'SETTING', subjectEn: 'SETTING', bodyEn: 'SETTING',
});

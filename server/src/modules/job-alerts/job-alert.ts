import { defineEntity, p } from '@mikro-orm/postgresql';
import { declareImpersonal } from '../personal-data/index.ts';
import { PortalAccountSchema } from '../portal-accounts/index.ts';

export const ALERT_FREQUENCIES = ['DAILY', 'WEEKLY'] as const;
export type AlertFrequency = (typeof ALERT_FREQUENCIES)[number];

/**
 * What somebody with an account wants to be told of (C6). It hangs from the account and from nobody, so it goes on when the person
 * behind the account was erased. It keeps two days and no vacancy: which ones he was told of follows from them.
 */
export const JobAlertSchema = defineEntity({
  name: 'JobAlert',
  tableName: 'job_alert',
  properties: {
    id: p.uuid().primary(),
    accountId: () => p.manyToOne(PortalAccountSchema).mapToPk().fieldName('account_id').deleteRule('cascade').index(),
    /** One of these is in the title; none: any title will do. */
    terms: p.array(),
    /** The work is in one of these; none: anywhere. */
    places: p.array(),
    hoursFrom: p.integer().nullable(),
    hoursTo: p.integer().nullable(),
    frequency: p.enum(ALERT_FREQUENCIES),
    paused: p.boolean().default(false),
    createdOn: p.date(),
    /** Since which look it has been as it is: it told of what was listed after that day, and until `toldUntil`. */
    tellsFrom: p.date(),
    toldUntil: p.date(),
  },
});
// prettier-ignore
export const jobAlertData = declareImpersonal(JobAlertSchema, {
  id: 'TECHNICAL', accountId: 'TECHNICAL', terms: 'ACCOUNT', places: 'ACCOUNT', hoursFrom: 'ACCOUNT', hoursTo: 'ACCOUNT', frequency: 'ACCOUNT', paused: 'ACCOUNT', createdOn: 'ACCOUNT', tellsFrom: 'TECHNICAL', toldUntil: 'TECHNICAL',
});

/** A day on which new vacancies were looked for; its key is what makes it one. */
export const JobAlertLookSchema = defineEntity({
  name: 'JobAlertLook',
  tableName: 'job_alert_look',
  properties: { day: p.date().primary(), finishedAt: p.datetime(3).nullable() },
});
export const jobAlertLookData = declareImpersonal(JobAlertLookSchema, { day: 'TECHNICAL', finishedAt: 'TECHNICAL' });

import { createHash } from 'node:crypto';
import { rows, sql } from '../../platform/database/index.ts';
import { badInput, forbidden, notFound } from '../../platform/errors.ts';
import { inDaysOf, surveySkip, type SurveySkip } from '../anonymisation/index.ts';
import { agenciesOf, isHeldToUnits, type Work } from '../permissions/index.ts';
import { RetentionPolicySchema, type SurveySettings } from '../retention/index.ts';
import { settingsOf } from './survey-of.ts';

const LONGEST_DAYS = 365;

/** Whom a survey with these settings would ask at its next round. */
export interface SurveyPreview {
  asked: number;
  skipped: { reason: SurveySkip; people: number }[];
  /** Stands for these settings and these numbers; they are saved only with it. */
  mark: string;
}

/** @throws DomainError NOT_FOUND, FORBIDDEN, BAD_USER_INPUT with the field's name */
export async function mustBeSound({ em, actor }: Work, agencyId: string, settings: SurveySettings): Promise<void> {
  const agencies = agenciesOf(actor);
  if (agencies && !agencies.includes(agencyId)) throw notFound();
  if (isHeldToUnits(actor)) throw forbidden('Your role is held to units of the agency; a survey asks all of it.');
  const policy = await em.findOne(RetentionPolicySchema, { agencyId });
  if (!policy) throw notFound();
  const least = policy.daysFromNoticeToErasure;
  const { daysBefore, skipMailedDays } = settings;
  if (!Number.isInteger(daysBefore) || daysBefore < least || daysBefore > LONGEST_DAYS)
    throw badInput('daysBefore', `Give ${String(least)} to ${String(LONGEST_DAYS)} days.`);
  if (!Number.isInteger(skipMailedDays) || skipMailedDays < 0 || skipMailedDays > LONGEST_DAYS)
    throw badInput('skipMailedDays', `Give 0 to ${String(LONGEST_DAYS)} days.`);
}

/**
 * Counts in one statement, and changes nothing.
 * @throws DomainError as mustBeSound
 */
export async function previewSurvey(work: Work, agencyId: string, given: SurveySettings): Promise<SurveyPreview> {
  // In one order, however they were sent: the mark is made of them.
  const settings = settingsOf(given);
  await mustBeSound(work, agencyId, settings);
  const today = work.clock.today();
  const counts = await rows<{ reason: SurveySkip | null; people: number }>(
    work.em,
    sql`select ${surveySkip(settings, today)} as reason, count(*)::int as people
        from candidate c where c.agency_id = ${agencyId} and ${inDaysOf(settings, today)}
        group by 1 order by 1`,
  );
  const about = JSON.stringify([today, agencyId, settings, counts]);
  return {
    asked: settings.active ? (counts.find(({ reason }) => reason === null)?.people ?? 0) : 0,
    skipped: counts.flatMap(({ reason, people }) => (reason === null ? [] : [{ reason, people }])),
    mark: createHash('sha256').update(about).digest('base64url'),
  };
}

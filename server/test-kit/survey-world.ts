import { makeAgency, makePerson, type PersonSketch } from './agency.ts';
import type { TestProduct } from './index.ts';
import { staffActor } from './staff.ts';
import { rows, sql } from '../src/platform/database/index.ts';
import {
  carryOutOpenRuns,
  openDailyRun,
  planByRules,
  planBySurvey,
  planErasures,
} from '../src/modules/anonymisation/index.ts';
import { sendNotices } from '../src/modules/contact-moments/index.ts';
import type { SystemActor } from '../src/modules/permissions/index.ts';
import type { RetentionPolicy, SurveySettings } from '../src/modules/retention/index.ts';
import { DEFAULT_MESSAGES } from '../src/modules/surveys/default-messages.ts';
import { previewSurvey } from '../src/modules/surveys/preview-survey.ts';
import { saveSurvey } from '../src/modules/surveys/save-survey.ts';

const SYSTEM: SystemActor = { kind: 'system', name: 'test' };
export const ASKS: SurveySettings = {
  ...{ active: true, daysBefore: 60, keepPeriod: 'SAME_TERM', skipMailedDays: 0 },
  ...{ skipRunning: false, skipHired: false, skipInPool: false },
};

/** Agencies with a survey, their people, and what comes round; the product must be started by then. */
export function surveyWorld(productOf: () => TestProduct) {
  const tell = <Row>(query: ReturnType<typeof sql<Row>>) => rows<Row>(productOf().orm.em.fork(), query);

  /** An agency that asks 60 days before the end, and somebody whose two years with consent end on 31 July. */
  async function world(settings: Partial<SurveySettings> = {}, policy: Partial<RetentionPolicy> = {}) {
    const agencyId = (await makeAgency(productOf(), policy)).id;
    const admin = productOf().workAs(staffActor('ADMIN', [agencyId]));
    const save = async (changes: Partial<SurveySettings>, messages = DEFAULT_MESSAGES) => {
      const wanted = { ...ASKS, ...settings, ...changes };
      const { mark } = await previewSurvey(admin, agencyId, wanted);
      await saveSurvey(admin, agencyId, { settings: wanted, messages, mark });
    };
    const person = (sketch: Partial<PersonSketch> = {}) =>
      makePerson(productOf(), agencyId, { registeredOn: '2024-07-31', consent: true, ...sketch });
    return { agencyId, admin, save, person };
  }
  /** What comes round once a day, in its order. */
  const round = async () => {
    const work = productOf().workAs(SYSTEM);
    await planByRules(work);
    for (const { id } of await tell<{ id: string }>(sql`select id from agency`)) {
      for (const step of [planBySurvey, planErasures, sendNotices, openDailyRun]) await step(work, id);
    }
    await carryOutOpenRuns(work);
  };
  const mailsTo = (candidateId: string) =>
    tell<{ id: string; subject: string; text: string; state: string; link: Buffer | null }>(
      sql`select id, subject, text, state, link_sealed as link from outgoing_mail where candidate_id = ${candidateId} order by queued_at, id`,
    );
  const planOf = async (candidateId: string) =>
    (
      await tell<{ state: string; due: string; basis: string; surveyed: boolean }>(
        sql`select state, due_on::text as due, basis, survey_id is not null as surveyed from erasure_plan where candidate_id = ${candidateId} order by planned_on desc, id desc limit 1`,
      )
    )[0];
  const untilOf = async (id: string) =>
    (await tell<{ until: string }>(sql`select retain_until::text as until from candidate where id = ${id}`))[0]!.until;
  const goneIs = async (id: string) =>
    (await tell<{ gone: boolean }>(sql`select anonymised as gone from candidate where id = ${id}`))[0]?.gone ??
    'deleted';
  async function linkOf(candidateId: string): Promise<string> {
    const [mail] = await mailsTo(candidateId);
    return productOf().secrets.open(mail!.link!, { table: 'outgoing_mail', row: mail!.id, column: 'link_sealed' });
  }
  return { tell, world, round, mailsTo, planOf, untilOf, goneIs, linkOf };
}

import type { LocalDate } from '../../platform/clock.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { hashToken } from '../../platform/secrets.ts';
import { heldCategories, type HeldCategory } from '../personal-data/index.ts';
import type { Work } from '../permissions/index.ts';
import { erasureRefusal, type ErasureRefusal } from '../retention/index.ts';
import { keepUntil } from './keep-until.ts';

interface AboutAgency {
  agencyName: string;
  /** Where a candidate finds help. */
  agencyEmail: string;
  /** Whether a mail says that it has been done (C75). */
  confirmsByMail: boolean;
}

/** `UNKNOWN` and `EXPIRED` carry nothing else: neither says whether a person exists. */
export type ErasureQuestion =
  | { state: 'UNKNOWN' | 'EXPIRED' }
  | (AboutAgency & { state: 'KEPT'; keepUntil: LocalDate; answeredOn: LocalDate })
  | (AboutAgency & { state: 'ANONYMISED'; answeredOn: LocalDate | null })
  | (AboutAgency & {
      state: 'OPEN';
      plannedOn: LocalDate;
      keepUntil: LocalDate;
      refusal: Exclude<ErasureRefusal, 'ALREADY_ANONYMISED'> | null;
      /** The last day of the hold that stands in the way, if one does. */
      refusedUntil: LocalDate | null;
      held: HeldCategory[];
    });

export interface LinkedPlan {
  plan_id: string;
  candidate_id: string;
  agency_id: string;
  agency_name: string;
  agency_email: string;
  confirms: boolean;
  held_until: LocalDate | null;
  state: 'PLANNED' | 'KEPT' | 'CARRIED_OUT' | 'CANCELLED';
  due_on: LocalDate;
  kept_until: LocalDate | null;
  answered_on: LocalDate | null;
  keep_until: LocalDate;
  refusal: ErasureRefusal | null;
}

/** The plan that a mailed link stands for (D19), or undefined. The link itself is stored only as a hash. */
export async function planOfLink(work: Work, token: string): Promise<LinkedPlan | undefined> {
  const today = work.clock.today();
  const [plan] = await rows<LinkedPlan>(
    work.em,
    sql`select p.id as plan_id, c.id as candidate_id, c.agency_id, g.name as agency_name, g.contact_email as agency_email,
          policy.confirm_erasure_by_mail as confirms, p.state, p.due_on::text, p.kept_until::text,
          (p.answered_at at time zone 'Europe/Amsterdam')::date::text as answered_on,
          ${keepUntil(today)}::text as keep_until, ${erasureRefusal(today)} as refusal,
          (select max(h.until)::text from hold h where h.candidate_id = c.id and h.released_at is null and h.until >= ${today}::date) as held_until
        from notice n
        join erasure_plan p on p.id = n.plan_id
        join candidate c on c.id = p.candidate_id
        join agency g on g.id = c.agency_id
        join retention_policy policy on policy.agency_id = g.id
        where n.link_hash = ${hashToken(token)}`,
  );
  return plan;
}

/** The question behind a link (C72). Asking changes nothing, however often it is done. */
export async function erasureQuestion(work: Work, token: string): Promise<ErasureQuestion> {
  const plan = await planOfLink(work, token);
  if (!plan) return { state: 'UNKNOWN' };
  const agency = { agencyName: plan.agency_name, agencyEmail: plan.agency_email, confirmsByMail: plan.confirms };
  if (plan.refusal === 'ALREADY_ANONYMISED' || plan.state === 'CARRIED_OUT')
    return { state: 'ANONYMISED', ...agency, answeredOn: plan.answered_on };
  if (plan.state === 'KEPT')
    return { state: 'KEPT', ...agency, keepUntil: plan.kept_until!, answeredOn: plan.answered_on! };
  if (plan.state === 'CANCELLED') return { state: 'EXPIRED' };
  return {
    state: 'OPEN',
    ...agency,
    plannedOn: plan.due_on,
    keepUntil: plan.keep_until,
    refusal: plan.refusal,
    refusedUntil: plan.held_until,
    held: await heldCategories(work.em, work.catalogue, plan.candidate_id),
  };
}

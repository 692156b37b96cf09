import type { LocalDate } from '../../platform/clock.ts';
import { rows, sql, type Sql } from '../../platform/database/index.ts';
import { comesByItself, endingOfPlan } from '../anonymisation/index.ts';
import { AgencySchema, type Label } from '../organisation/index.ts';
import { hashToken } from '../../platform/secrets.ts';
import { heldCategories, type HeldCategory } from '../personal-data/index.ts';
import type { CandidateActor, Work } from '../permissions/index.ts';
import { RecipientSchema, type Recipient } from '../recipients/index.ts';
import { labelOfCandidate } from '../privacy-statements/index.ts';
import { erasureRefusal, type Ending, type ErasureRefusal } from '../retention/index.ts';
import { proofOf, proofOfLink, type ErasureProof } from './erasure-proof.ts';
import { keepUntil, mayKeep } from './keep-until.ts';

interface AboutAgency {
  agencyName: string;
  /** Where a candidate finds help. */
  agencyEmail: string;
  /** Whether a mail says that it has been done (C75). */
  confirmsByMail: boolean;
  /** In whose name it is asked, where the agency does so by a label. */
  label: Label | null;
}

/** `UNKNOWN` and `EXPIRED` carry nothing else: neither says whether a person exists. */
export type ErasureQuestion =
  | { state: 'UNKNOWN' | 'EXPIRED' }
  | (AboutAgency & { state: 'KEPT'; keepUntil: LocalDate; answeredOn: LocalDate; planId: string })
  | (AboutAgency & { state: 'ANONYMISED' | 'DELETED'; answeredOn: LocalDate | null; proof: ErasureProof | null })
  | (AboutAgency & {
      /** REFUSED: a survey was answered with no, and it is not done yet. */
      state: 'OPEN' | 'REFUSED';
      /** Whether “make me anonymous” is done at once, and not planned for tomorrow, as a survey does. */
      atOnce: boolean;
      /** What becomes of him, on that day or when he asks for it (D3). */
      ending: Ending;
      /** Whether it comes on that day by itself; else on it or later, when somebody clicks (D13). */
      byItself: boolean;
      /** The end of the term where nothing is planned; without a term there is none. */
      plannedOn: LocalDate | null;
      /** Whether “keep” has an effect now. */
      mayKeep: boolean;
      keepUntil: LocalDate;
      refusal: Exclude<ErasureRefusal, 'ALREADY_ANONYMISED'> | null;
      /** The last day of the hold that stands in the way, if one does. */
      refusedUntil: LocalDate | null;
      /** The day on which he asked to be made anonymous though that could not be done, if he did (D7). */
      requestedOn: LocalDate | null;
      /** Whether what he asked has arrived at the back office; until then it waits, or an employee must look why it does. */
      passedOn: boolean;
      held: HeldCategory[];
      /** To whom his data went (B14). */
      recipients: Recipient[];
    });

export interface LinkedPlan {
  /** Empty for who is signed in and has none. */
  plan_id: string | null;
  candidate_id: string;
  agency_id: string;
  agency_name: string;
  agency_email: string;
  confirms: boolean;
  held_until: LocalDate | null;
  state: 'PLANNED' | 'KEPT' | 'CARRIED_OUT' | 'CANCELLED';
  ending: Ending;
  by_itself: boolean;
  /** Without a plan the end of the term, if there is one. */
  due_on: LocalDate | null;
  kept_until: LocalDate | null;
  answered_on: LocalDate | null;
  keep_until: LocalDate;
  /** Whether “keep” has an effect now. */
  may_keep: boolean;
  refusal: ErasureRefusal | null;
  requested_on: LocalDate | null;
  passed_on: boolean;
  /** Whether the link came with a survey's question (H43). */
  of_survey: boolean;
  /** Whether that was answered with no. */
  refused: boolean;
}

/** The plan that a mailed link stands for (D19), or undefined. The link itself is stored only as a hash. */
export async function planOfLink(work: Work, token: string): Promise<LinkedPlan | undefined> {
  const [plan] = await rows<LinkedPlan>(
    work.em,
    sql`select ${planColumns(work.clock.today())}
        from notice n
        join erasure_plan p on p.id = n.plan_id
        join candidate c on c.id = p.candidate_id
        join agency g on g.id = c.agency_id
        join retention_policy policy on policy.agency_id = g.id
        left join hand_over h on h.candidate_id = c.id and h.kind = 'ERASURE_REQUEST'
        where n.link_hash = ${hashToken(token)}`,
  );
  return plan;
}

/** The same for who is signed in, and can always ask (C62): by the plan that is open, or without one by the end of his term. */
export async function planOfPerson(work: Work, candidateId: string): Promise<LinkedPlan | undefined> {
  const [plan] = await rows<LinkedPlan>(
    work.em,
    sql`select ${planColumns(work.clock.today())}
        from candidate c
        left join erasure_plan p on p.candidate_id = c.id and p.state = 'PLANNED'
        join agency g on g.id = c.agency_id
        join retention_policy policy on policy.agency_id = g.id
        left join hand_over h on h.candidate_id = c.id and h.kind = 'ERASURE_REQUEST'
        where c.id = ${candidateId}`,
  );
  return plan;
}

/** By the secret of a link, or as who is signed in. */
export const planOf = (work: Work, by: string | CandidateActor): Promise<LinkedPlan | undefined> =>
  typeof by === 'string' ? planOfLink(work, by) : planOfPerson(work, by.candidateId);

const planColumns = (
  today: LocalDate,
): Sql => sql`p.id as plan_id, c.id as candidate_id, c.agency_id, g.name as agency_name, g.contact_email as agency_email,
          policy.confirm_erasure_by_mail as confirms, p.survey_id is not null as of_survey,
          p.survey_id is not null and p.requested_at is not null as refused, coalesce(p.state, 'PLANNED') as state, ${endingOfPlan} as ending, ${comesByItself} as by_itself, coalesce(p.due_on, c.retain_until)::text as due_on, p.kept_until::text,
          (p.answered_at at time zone 'Europe/Amsterdam')::date::text as answered_on,
          ${keepUntil(today)}::text as keep_until, ${mayKeep(today)} as may_keep, ${erasureRefusal(today)} as refusal,
          (select max(h.until)::text from hold h where h.candidate_id = c.id and h.released_at is null and h.until >= ${today}::date) as held_until,
          coalesce((select min(q.received_on) from data_request q where q.candidate_id = c.id and q.kind = 'ERASURE' and q.state = 'OPEN'),
            (coalesce(h.queued_at, p.requested_at) at time zone 'Europe/Amsterdam')::date)::text as requested_on, coalesce(h.state = 'DONE', false) as passed_on`;

/**
 * The question behind a link (C72), or what whoever is signed in can answer at any time (C62). Asking changes nothing, however often
 * it is done.
 */
export async function erasureQuestion(work: Work, by: string | CandidateActor): Promise<ErasureQuestion> {
  const plan = await planOf(work, by);
  if (!plan) return typeof by === 'string' ? deletedByLink(work, by) : { state: 'UNKNOWN' };
  const { agency_id: agencyId, candidate_id: candidateId } = plan;
  const agency = {
    agencyName: plan.agency_name,
    agencyEmail: plan.agency_email,
    confirmsByMail: plan.confirms,
    label: await labelOfCandidate(work, { agencyId, candidateId }),
  };
  if (plan.refusal === 'ALREADY_ANONYMISED' || plan.state === 'CARRIED_OUT')
    return { state: 'ANONYMISED', ...agency, answeredOn: plan.answered_on, proof: await proofOf(work, candidateId) };
  if (plan.state === 'KEPT')
    return {
      state: 'KEPT',
      ...agency,
      keepUntil: plan.kept_until!,
      answeredOn: plan.answered_on!,
      // Only a plan was ever answered.
      planId: plan.plan_id!,
    };
  const handedOver = plan.refusal === 'HANDED_OVER';
  // Approving somebody ends his plan; by the link that he has he can still ask for what the back office decides (D7).
  if (plan.state === 'CANCELLED' && !handedOver) return { state: 'EXPIRED' };
  return {
    state: plan.refused && plan.refusal === null ? 'REFUSED' : 'OPEN',
    atOnce: !plan.of_survey || typeof by !== 'string',
    mayKeep: plan.may_keep,
    ending: plan.ending,
    byItself: plan.by_itself,
    ...agency,
    plannedOn: plan.due_on,
    keepUntil: plan.keep_until,
    refusal: plan.refusal,
    refusedUntil: plan.held_until,
    requestedOn: plan.requested_on,
    passedOn: plan.passed_on,
    // What was held here on its day is the back office's to tell now.
    held: plan.state === 'CANCELLED' ? [] : await heldCategories(work.em, work.catalogue, plan.candidate_id),
    recipients: await work.em
      .fork()
      .find(RecipientSchema, { candidateId: plan.candidate_id }, { orderBy: { sentOn: 'asc', id: 'asc' } }),
  };
}

/** Of who was deleted by this very link nothing else is left by which it could be known. */
async function deletedByLink(work: Work, token: string): Promise<ErasureQuestion> {
  const found = await proofOfLink(work, token);
  if (!found) return { state: 'UNKNOWN' };
  const { agencyId, proof } = found;
  const [terms] = await rows<{ confirms: boolean }>(
    work.em,
    sql`select confirm_erasure_by_mail as confirms from retention_policy where agency_id = ${agencyId}`,
  );
  const agency = await work.em.fork().findOneOrFail(AgencySchema, { id: agencyId });
  return {
    state: 'DELETED',
    agencyName: agency.name,
    agencyEmail: agency.contactEmail,
    confirmsByMail: terms?.confirms ?? false,
    label: await labelOfCandidate(work, { agencyId, candidateId: null }),
    answeredOn: proof.erasedOn,
    proof,
  };
}

import { rows, sql } from '../../platform/database/index.ts';
import type { AuditAction } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';

/** What the audit trail says of somebody having been looked at, or taken along. */
export const LOOKS = {
  'bsn.revealed': 'BSN',
  'document.read': 'DOCUMENT',
  'payslip.read': 'PAYSLIP',
  'consent-proof.read': 'CONSENT_PROOF',
  'hand-over.delivered': 'HAND_OVER',
} as const satisfies Partial<Record<AuditAction, string>>;
export type Look = (typeof LOOKS)[keyof typeof LOOKS];

export interface WhoLooked {
  at: Date;
  what: Look;
  /** Of a built-in role its name in the API; of another what the agency calls it. */
  role: string | null;
  builtIn: string | null;
  /** A program or the product itself did it, and no employee. */
  byProgram: boolean;
  organisation: string;
}

const MOST = 200;

/**
 * Who looked at what of somebody, as far as the audit trail notes that, the last first (B14; GDPR, article 15). An employee is named by
 * his role: who he is, is not the candidate's to know.
 */
export async function whoLooked({ em }: Work, candidateId: string): Promise<WhoLooked[]> {
  const found = await rows<Omit<WhoLooked, 'what' | 'at'> & { action: keyof typeof LOOKS; at: string }>(
    em,
    sql`select e.at, e.action, r.name as role, r.built_in as "builtIn", e.actor_kind <> 'staff' as "byProgram", g.name as organisation
        from audit_entry e
        join candidate c on c.id = ${candidateId}::uuid
        join agency g on g.id = c.agency_id
        left join staff_user s on e.actor_kind = 'staff' and s.id::text = e.actor_id
        left join role r on r.id = s.role_id
        where e.subject_id = ${candidateId} and e.action = any(${Object.keys(LOOKS)}) and e.actor_kind <> 'candidate'
        order by e.seq desc limit ${MOST}`,
  );
  return found.map(({ action, at, ...one }) => ({ ...one, at: new Date(at), what: LOOKS[action] }));
}

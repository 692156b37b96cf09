import { inTransaction } from '../../platform/database/index.ts';
import { forbidden, notFound } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { displayName, findVisibleCandidate } from '../candidates/index.ts';
import { AgencySchema } from '../organisation/index.ts';
import { worksForAgency, type FieldName, type Work } from '../permissions/index.ts';
import { statementOfEdition, type ShownStatement } from '../privacy-statements/index.ts';
import { GROUP_LABELS, type FieldGroup } from '../personal-data/index.ts';
import { RecipientSchema } from '../recipients/index.ts';
import { drawConsentProof, type PrintedConsent, type PrintedRecipient } from './consent-proof-pdf.ts';
import { ConsentSchema } from './consent.ts';

/** Without these there is nothing to prove, or what is said would not be true. */
const NEEDED: readonly FieldName[] = [
  'Consent.purpose',
  'Consent.givenAt',
  'Consent.withdrawnAt',
  'Consent.channel',
  'Consent.statementVersion',
];

export interface ConsentProof {
  /** Says nothing about whose it is. */
  readonly name: string;
  readonly content: Buffer;
}

/**
 * What one person was told and agreed to, with every text word for word, as PDF for a regulator (H20–H22). That somebody took it
 * along is in the audit trail.
 * @throws DomainError FORBIDDEN, NOT_FOUND
 */
export async function consentProof(work: Work, candidateId: string, language: 'nl' | 'en'): Promise<ConsentProof> {
  const { actor } = work;
  const maySee = (field: FieldName) => worksForAgency(actor) && actor.rights.see.has(field);
  const readsPeople = worksForAgency(actor) && actor.rights.permissions.has('candidate:read');
  if (!readsPeople || !NEEDED.every(maySee)) throw forbidden('Your role may not see these records.');
  const candidate = await findVisibleCandidate(work, candidateId);
  if (!candidate) throw notFound();
  const agency = await work.em.findOneOrFail(AgencySchema, { id: candidate.agencyId });
  const consents = await work.em.find(ConsentSchema, { candidateId }, { orderBy: { givenAt: 'asc', id: 'asc' } });
  const statements = new Map<string, ShownStatement>();
  for (const edition of new Set(consents.flatMap((one) => one.statementEdition ?? []))) {
    const statement = await statementOfEdition(work, edition);
    if (statement) statements.set(edition, statement);
  }
  const printed = consents.map((one): PrintedConsent => {
    const statement = one.statementEdition == null ? undefined : statements.get(one.statementEdition);
    return {
      purpose: one.purpose,
      givenAt: one.givenAt,
      withdrawnAt: one.withdrawnAt ?? null,
      channel: one.channel,
      version: one.statementVersion ?? null,
      labelName: statement?.labelName ?? null,
    };
  });
  // Written first: what can't be written down is not looked at.
  await inTransaction(work.em, (em) =>
    recordAudit({ ...work, em }, [
      { action: 'consent-proof.read', subjectType: 'Candidate', subjectId: candidateId, facts: { language } },
    ]),
  );
  const content = await drawConsentProof(
    {
      language,
      agency: agency.name,
      name: maySee('Candidate.lastName') ? displayName(candidate, (part) => maySee(`Candidate.${part}`)) : null,
      candidateId,
      consents: printed,
      recipients:
        maySee('Recipient.name') && maySee('Recipient.groups') ? await recipientsOf(work, candidateId, language) : [],
      statements: [...statements.values()],
    },
    work.clock.now(),
  );
  return { name: language === 'nl' ? 'bewijs-toestemming.pdf' : 'proof-of-consent.pdf', content };
}

async function recipientsOf(work: Work, candidateId: string, language: 'nl' | 'en'): Promise<PrintedRecipient[]> {
  const found = await work.em.find(RecipientSchema, { candidateId }, { orderBy: { sentOn: 'asc', id: 'asc' } });
  return found.map(({ name, sentOn, groups, confirmedAt = null }) => ({
    name,
    sentOn,
    groups: groups.map((group) => GROUP_LABELS[group as FieldGroup][language]),
    confirmedAt,
  }));
}

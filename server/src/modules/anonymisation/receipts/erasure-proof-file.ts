import { inTransaction, rows, sql } from '../../../platform/database/index.ts';
import { forbidden, notFound } from '../../../platform/errors.ts';
import { recordAudit } from '../../audit/index.ts';
import { AgencySchema } from '../../organisation/index.ts';
import { scopeOf, worksForAgency, type Work } from '../../permissions/index.ts';
import { GROUP_LABELS, rowsAreRemoved, storedTables, type StoredTable } from '../../personal-data/index.ts';
import { ErasureReceiptSchema, type ErasureReceipt } from '../erasure-receipt.ts';
import { standsInLedger } from '../ledger/index.ts';
import { referenceOf } from '../receipt-reference.ts';
import { drawErasureProof, type PrintedTable } from './erasure-proof-pdf.ts';

export interface ErasureProofFile {
  /** The reference, which says nothing about whose it is. */
  readonly name: string;
  readonly content: Buffer;
}

/**
 * What one erasure did, as PDF for a regulator (B8, H54, H55): counts, the entry of the audit trail, and whether the ledger outside the
 * database holds it (B9). Nothing of the person, who is gone. That somebody took it along is in the audit trail.
 * @throws DomainError FORBIDDEN, NOT_FOUND
 */
export async function erasureProofFile(work: Work, id: string, language: 'nl' | 'en'): Promise<ErasureProofFile> {
  const { actor } = work;
  if (!worksForAgency(actor) || !actor.rights.permissions.has('receipt:read'))
    throw forbidden('Your role may not see receipts.');
  const receipt = await work.em.findOne(ErasureReceiptSchema, { id, ...scopeOf(actor, { units: true }) });
  if (!receipt) throw notFound();
  const agency = await work.em.findOneOrFail(AgencySchema, { id: receipt.agencyId });
  const reference = referenceOf(id);
  // Written first: what can't be written down is not taken along.
  await inTransaction(work.em, (em) =>
    recordAudit({ ...work, em }, [
      {
        action: 'erasure-proof.read',
        subjectType: 'Candidate',
        subjectId: receipt.candidateId,
        agencyId: receipt.agencyId,
        facts: { receiptId: id, language },
      },
    ]),
  );
  const content = await drawErasureProof(
    {
      language,
      agency: agency.name,
      reference,
      erasedAt: receipt.erasedAt,
      way: receipt.way,
      ending: receipt.ending,
      plus: receipt.plus,
      declarationsVersion: receipt.declarationsVersion,
      applicationsClosed: receipt.applicationsClosed,
      tables: tablesOf(work, receipt, language),
      filesRemoved: await filesAreRemoved(work, id),
      auditEntry: await entryOf(work, receipt),
      inLedger: await standsInLedger(work, receipt),
    },
    work.clock.now(),
  );
  return { name: `${language === 'nl' ? 'bewijs-wissen' : 'proof-of-erasure'}-${reference}.pdf`, content };
}

function tablesOf(work: Work, receipt: ErasureReceipt, language: 'nl' | 'en'): PrintedTable[] {
  return storedTables(work.em, work.catalogue).flatMap((table) => {
    const count = receipt.counts[table.name] ?? 0;
    if (count === 0) return [];
    const removed = receipt.ending === 'DELETE' || rowsAreRemoved(table.declaration, receipt.plus);
    return [{ table: table.name, about: aboutWhat(table, language), rows: count, removed }];
  });
}

/** What a table is about, as its own columns say; of the person himself that would be many things. */
function aboutWhat({ declaration, columns }: StoredTable, language: 'nl' | 'en'): string {
  if (declaration.person === 'id') return language === 'nl' ? 'De persoon zelf' : 'The person himself';
  const groups = columns.map(({ line }) => line.group).filter((group) => group !== 'technical');
  return GROUP_LABELS[groups[0] ?? 'technical'][language];
}

async function filesAreRemoved({ em }: Work, receiptId: string): Promise<boolean> {
  return (await rows(em, sql`select 1 from file_removal where receipt_id = ${receiptId} limit 1`)).length === 0;
}

/** The number under which the trail tells of it. */
async function entryOf({ em }: Work, { id, candidateId }: ErasureReceipt): Promise<number | undefined> {
  const [entry] = await rows<{ seq: string }>(
    em,
    sql`select seq from audit_entry
        where subject_type = 'Candidate' and subject_id = ${candidateId} and action in ('candidate.anonymised', 'candidate.deleted')
          and facts ->> 'receiptId' = ${id}
        order by seq limit 1`,
  );
  return entry && Number(entry.seq);
}

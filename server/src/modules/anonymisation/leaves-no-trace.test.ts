import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allMailLeft, makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { oddValuesLeft, placesHolding, plantCanary, type Oddity } from '../../../test-kit/canary.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { openFileStore, type FileStore } from '../../platform/storage/file-store.ts';
import { newId } from '../../platform/ids.ts';
import { openPost } from '../../platform/mail/index.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { CandidateSchema, sealBsn } from '../candidates/index.ts';
import { anonymiseMyData, sendNotices } from '../contact-moments/index.ts';
import { DocumentTypeSchema, removeQueuedFiles, storeDocument } from '../documents/index.ts';
import { sendQueuedMail } from '../outgoing-mail/index.ts';
import { TalentPoolSchema } from '../talent-pools/index.ts';
import { VacancySchema } from '../vacancies/index.ts';
import type { StaffActor, SystemActor } from '../permissions/index.ts';
import { anonymiseCandidate } from './anonymise-candidate.ts';
import { carryOutDueErasures } from './runs/carry-out-open-runs.ts';
import { planErasures } from './plan-erasures.ts';

/**
 * What may outlive a person, by hand and on purpose: a column that is not in this list and is not erased fails the test,
 * whatever its declaration says.
 */
const BOOKKEEPING = [
  'consent.statement_version',
  'consent.statement_edition',
  'outgoing_mail.message_id',
  'outgoing_mail.dedupe_key',
  'outgoing_mail.problem',
  // Which organisation was given data of which groups, and must confirm that it erased them (B14).
  'recipient.name',
  'recipient.groups',
  'application.source',
  'application.external_agency',
  // What came of it, for figures.
  'offer.status',
  'hire.status',
  'trajectory_registration.status',
  'contact_entry.channel',
  'employee.internal',
  // A keyed hash already, by which an import knows whom it may not bring back (B13).
  'candidate.import_key',
];
const KEPT_BUT_FOR_PLUS = [
  'candidate.province',
  'candidate.country',
  'candidate.publication_source',
  'candidate.candidate_kind',
  'education.level',
  'education.study',
  'education.institute',
  'education.from',
  'education.to',
  'candidate.birth_date',
  'candidate.gender',
  'education.diploma',
  'employee.in_service_from',
  'employee.out_of_service_on',
];

const SYSTEM: SystemActor = { kind: 'system', name: 'test' };

/** A person with a token in every column, document and mail, erased by one of the three ways (C17–C19, D5). */
describe.each([
  { module: 'anonymising', plus: false, survives: [...BOOKKEEPING, ...KEPT_BUT_FOR_PLUS] },
  { module: 'Anonimisering Plus (C172–C178)', plus: true, survives: BOOKKEEPING },
])('$module leaves no trace', ({ plus, survives }) => {
  let product: TestProduct;
  let dataDir: string;
  let store: FileStore;
  let agencyId: string;
  let oddColumns: Oddity[] = [];
  let server: SMTPServer;
  /** To whom mail came, in a real conversation. */
  const received: string[] = [];

  beforeAll(async () => {
    product = await startTestProduct();
    dataDir = await mkdtemp(join(tmpdir(), 'wisbaar-trace-'));
    store = openFileStore({ storageUrl: undefined, dataDir });
    agencyId = (
      await makeAgency(product, {
        autoEraseCandidates: true,
        autoEraseApplicants: true,
        plus,
        confirmErasureByMail: true,
      })
    ).id;
    const em = product.orm.em.fork();
    em.create(DocumentTypeSchema, { id: newId(), agencyId, name: 'CV' });
    em.create(VacancySchema, { id: newId(), agencyId, reference: 'V1', title: 'Lasser' });
    em.create(TalentPoolSchema, { id: newId(), agencyId, name: 'Lassers' });
    await em.flush();
  });
  beforeAll(async () => {
    server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onData(stream, session, done) {
        stream.resume();
        stream.on('end', () => {
          received.push(session.envelope.rcptTo[0]!.address);
          done();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await product.stop();
    await rm(dataDir, { recursive: true });
  });

  /** Somebody due soon, with a notice in the post and a link in his hand. */
  async function canary() {
    const work = product.workAs(SYSTEM);
    const candidateId = await makePerson(product, agencyId, { registeredOn: '2026-05-01' });
    const { tokens, oddities } = await plantCanary(work, candidateId, ['erasure_plan'], { choices: true });
    await rows(work.em, sql`update hold set released_at = placed_at where candidate_id = ${candidateId}`);
    expect(await oddValuesLeft(work, candidateId, oddities)).toHaveLength(oddities.length);
    oddColumns = oddities;
    // An address that mail can go to; it must go with him as every token must.
    const address = `canary${newId()}@person.example`;
    await rows(work.em, sql`update candidate set email_private = ${address} where id = ${candidateId}`);
    tokens.set('candidate.email_private', address);
    const bsn = sealBsn(work.secrets, candidateId, '111222333');
    await work.em.nativeUpdate(CandidateSchema, { id: candidateId }, bsn);
    const [type] = await rows<{ id: string }>(work.em, sql`select id from document_type where agency_id = ${agencyId}`);
    await storeDocument(work, store, {
      candidateId,
      documentTypeId: type!.id,
      fileName: `${tokens.get('candidate.last_name')!}.pdf`,
      mimeType: 'application/pdf',
      content: Buffer.from(`CV of ${tokens.get('candidate.last_name')!}`),
    });
    await planErasures(work, agencyId);
    await sendNotices(work, agencyId);
    expect((await placesHolding(work, [...tokens.values()])).length).toBeGreaterThanOrEqual(tokens.size);
    const mustGo = [...tokens].filter(([column]) => !survives.includes(column)).map(([, token]) => token);
    mustGo.push('111222333', bsn.bsnHash.toString('hex'), bsn.bsnCipher.toString('hex'));
    // What is left of the mails that were planted is not sent to their invented addresses.
    const link = await linkOf(candidateId);
    await allMailLeft(product);
    return { candidateId, link, address, tokens: [...mustGo, link] };
  }

  async function linkOf(candidateId: string): Promise<string> {
    const [mail] = await rows<{ id: string; link_sealed: Buffer }>(
      product.orm.em.fork(),
      sql`select id, link_sealed from outgoing_mail where candidate_id = ${candidateId} and dedupe_key like 'notice:%'`,
    );
    return product.secrets.open(mail!.link_sealed, { table: 'outgoing_mail', row: mail!.id, column: 'link_sealed' });
  }

  /** Told that it is done (C75), and after that nothing of him is left anywhere. */
  async function expectNoTrace(
    candidateId: string,
    { tokens, address }: { tokens: string[]; address: string },
    files: number,
  ) {
    const post = openPost(`smtp://127.0.0.1:${String((server.server.address() as AddressInfo).port)}`);
    expect(await sendQueuedMail(product.workAs(SYSTEM), post, () => 'https://portal.example/bewaren#')).toBe(1);
    expect(received.splice(0)).toEqual([address]);
    const odd = await oddValuesLeft(product.workAs(SYSTEM), candidateId, oddColumns);
    expect(odd.filter((column) => !survives.includes(column))).toEqual([]);
    await removeQueuedFiles(product.workAs(SYSTEM), store);
    expect(await placesHolding(product.workAs(SYSTEM), tokens)).toEqual([]);
    const left = await readdir(join(dataDir, 'files'), { recursive: true });
    expect(left).toHaveLength(files);
    for (const file of left) {
      const content = await readFile(join(dataDir, 'files', file), 'utf8');
      expect(tokens.filter((token) => content.includes(token))).toEqual([]);
    }
  }

  it('by a recruiter’s button (C18)', async () => {
    const { candidateId, ...left } = await canary();
    const recruiter: StaffActor = staffActor('RECRUITER', [agencyId]);
    await anonymiseCandidate(product.workAs(recruiter), {
      candidateId,
      memo: 'op verzoek van de kandidaat',
      idempotencyKey: newId(),
    });
    await expectNoTrace(candidateId, left, 0);
  });

  it('by the candidate’s own choice (C19)', async () => {
    const { candidateId, ...left } = await canary();
    expect(await anonymiseMyData(product.workAs(), left.link)).toMatchObject({ state: 'ANONYMISED' });
    await expectNoTrace(candidateId, left, 0);
  });

  it('by the planned date (C17)', async () => {
    const { candidateId, ...left } = await canary();
    product.clock.set('2026-07-01T03:00:00+02:00');
    expect(await carryOutDueErasures(product.workAs(SYSTEM), agencyId)).toMatchObject({ erased: 1 });
    await expectNoTrace(candidateId, left, 0);
  });
});

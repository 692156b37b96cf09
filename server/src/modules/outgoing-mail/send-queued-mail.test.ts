import type { AddressInfo, Socket } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { openPost, type Post } from '../../platform/mail/index.ts';
import type { SystemActor } from '../permissions/index.ts';
import { OutgoingMailSchema } from './outgoing-mail.entity.ts';
import { queueMail, queueSealedMails } from './queue-mail.ts';
import { queueSealedLetter } from './queue-sealed-letter.ts';
import { sendQueuedMail } from './send-queued-mail.ts';

const SYSTEM: SystemActor = { kind: 'system', name: 'test' };
const LINK_BASE = 'https://portal.example/bewaren#';

describe('sending mail, by a real conversation', () => {
  let product: TestProduct;
  let agencyId: string;
  let candidateId: string;
  let server: SMTPServer;
  let post: Post;
  const received: Email[] = [];
  let answer: (address: string) => number | 'CUT' | 'TAKE' = () => 'TAKE';

  beforeAll(async () => {
    product = await startTestProduct();
    agencyId = (await makeAgency(product)).id;
    candidateId = await makePerson(product, agencyId, { registeredOn: '2026-05-01' });
    server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onRcptTo({ address }, _session, callback) {
        const code = answer(address);
        callback(typeof code === 'number' ? Object.assign(new Error(`no ${address}`), { responseCode: code }) : null);
      },
      onData(stream, session, callback) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
            received.push(mail);
            if (answer(session.envelope.rcptTo[0]!.address) === 'CUT')
              for (const connection of server.connections)
                (connection as unknown as { _socket: Socket })._socket.destroy();
            else callback();
          });
        });
      },
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    post = openPost(`smtp://127.0.0.1:${String((server.server.address() as AddressInfo).port)}`);
  });
  afterAll(async () => {
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await product.stop();
  });
  beforeEach(async () => {
    received.length = 0;
    answer = () => 'TAKE';
    product.clock.set('2026-06-01T10:00:00+02:00');
    await product.orm.em.fork().nativeDelete(OutgoingMailSchema, {});
  });

  const queue = (more: { dedupeKey?: string; text?: string } = {}) =>
    queueMail(product.workAs(SYSTEM), [
      {
        agencyId,
        candidateId,
        kind: 'ERASURE_NOTICE',
        to: 'sam@person.example',
        subject: 'Mogen wij?',
        text: 'Klik:\n\n{anonimiseringLink}\n',
        linkToken: 'geheim',
        dedupeKey: newId(),
        ...more,
      },
    ]);
  const queueSealed = () =>
    queueSealedMails(product.workAs(SYSTEM), {
      agencyId,
      kind: 'ERASURE_CONFIRMATION',
      subject: 'Gedaan',
      text: 'Gedaan.',
      to: ['weg@person.example'],
    });
  const send = () => sendQueuedMail(product.workAs(SYSTEM), post, () => LINK_BASE);
  const only = () => product.orm.em.fork().findOneOrFail(OutgoingMailSchema, { agencyId });

  it('puts in the link, as text and as HTML, and keeps neither the link nor its secret (C69, D19)', async () => {
    await queue();
    expect(await send()).toBe(1);
    expect(received[0]).toMatchObject({
      subject: 'Mogen wij?',
      to: [{ address: 'sam@person.example' }],
      from: { address: 'help@bureau.example' },
    });
    expect(received[0]!.text).toContain(`${LINK_BASE}geheim`);
    expect(received[0]!.html).toContain(`<a href="${LINK_BASE}geheim">`);
    expect(received[0]!.attachments).toEqual([]);
    expect(await only()).toMatchObject({ state: 'SENT', linkSealed: null, sentAt: product.clock.now() });
    const [stored] = await rows<{ all: string }>(
      product.orm.em.fork(),
      sql`select outgoing_mail::text as all from outgoing_mail`,
    );
    expect(stored!.all).not.toContain('geheim');
  });

  it('says of a series how a mail program stops it, and links the pages of the portal, each to itself (RFC 8058)', async () => {
    await queueSealedLetter(product.workAs(SYSTEM), {
      agencyId,
      kind: 'JOB_ALERT',
      to: 'alert@person.example',
      subject: 'Nieuw',
      text: 'Lasser\n{portal}/l/merk/vacatures/abc\n\nAlles:\n{portal}/l/merk/vacatures\n\nStoppen:\n\n{link}',
      linkToken: 'geheim',
      sealsText: true,
      occasion: newId(),
    });
    await sendQueuedMail(product.workAs(SYSTEM), post, () => 'https://portal.example/job-alerts#');
    const [mail] = received;
    const header = (name: string) => mail!.headers.find(({ key }) => key === name)?.value;
    expect(header('list-unsubscribe')).toBe('<https://portal.example/job-alerts/stop/geheim>');
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    for (const page of ['/l/merk/vacatures/abc', '/l/merk/vacatures', '/job-alerts#geheim'])
      expect(mail!.html).toContain(`<a href="https://portal.example${page}">https://portal.example${page}</a>`);
    expect(mail!.text).toContain('Lasser\nhttps://portal.example/l/merk/vacatures/abc\n');
    expect(await rows(product.workAs(SYSTEM).em, sql`select from outgoing_mail`)).toEqual([]);
  });

  it('gives no other mail those headers, nor what looks like one of our pages', async () => {
    await queue({ text: 'Klik {portal}/x:\n\n{anonimiseringLink}\n' });
    await send();
    expect(received[0]!.headers.some(({ key }) => key.startsWith('list-'))).toBe(false);
    expect(received[0]!.text).toContain('{portal}/x');
  });

  it('sends each mail once, also when two send at once', async () => {
    for (let n = 0; n < 30; n += 1) await queue();
    await Promise.all([send(), send()]);
    expect(received).toHaveLength(30);
  });

  it('stores a mail of one occasion once', async () => {
    expect(await queue({ dedupeKey: 'same' })).toBe(1);
    expect(await queue({ dedupeKey: 'same' })).toBe(0);
  });

  it('tries again later what the server can’t take now, and keeps its words to itself', async () => {
    answer = () => 451;
    await queue();
    expect(await send()).toBe(0);
    expect(await only()).toMatchObject({ state: 'QUEUED', attempts: 1, problem: 'SMTP_451' });
    answer = () => 'TAKE';
    expect(await send()).toBe(0);
    product.clock.set('2026-06-01T10:01:00+02:00');
    expect(await send()).toBe(1);
    expect(await only()).toMatchObject({ state: 'SENT', attempts: 2, problem: null });
  });

  it('gives up on what is refused for good', async () => {
    answer = () => 550;
    await queue();
    await send();
    expect(await only()).toMatchObject({ state: 'FAILED', problem: 'SMTP_550' });
  });

  it('gives a mail to a person when the conversation broke off after it was handed over, and never sends it twice (F11)', async () => {
    answer = () => 'CUT';
    await queue();
    await send();
    expect(received).toHaveLength(1);
    expect(await only()).toMatchObject({ state: 'REVIEW' });
    answer = () => 'TAKE';
    product.clock.set('2026-06-03T10:00:00+02:00');
    await send();
    expect(received).toHaveLength(1);
  });

  it('gives to a person what a process left behind while sending', async () => {
    await queue();
    await product.orm.em.fork().nativeUpdate(OutgoingMailSchema, { agencyId }, { state: 'SENDING' });
    product.clock.set('2026-06-01T10:11:00+02:00');
    await send();
    expect(received).toHaveLength(0);
    expect(await only()).toMatchObject({ state: 'REVIEW', problem: 'INTERRUPTED' });
  });

  it('keeps no address of whoever is no longer known: sealed while it waits, gone when it has left (C75)', async () => {
    await queueSealed();
    const [waiting] = await rows<{ all: string }>(
      product.orm.em.fork(),
      sql`select outgoing_mail::text as all from outgoing_mail`,
    );
    expect(waiting!.all).not.toContain('weg@person.example');
    expect(waiting!.all).not.toContain(Buffer.from('weg@person.example').toString('hex'));
    expect(await send()).toBe(1);
    expect(received[0]!.to).toMatchObject([{ address: 'weg@person.example' }]);
    expect(await product.orm.em.fork().count(OutgoingMailSchema, {})).toBe(0);
  });

  it.each([
    ['refused', 550],
    ['broken off', 'CUT'],
  ] as const)('keeps no address either when that mail is %s', async (_how, code) => {
    answer = () => code;
    await queueSealed();
    await send();
    expect(await product.orm.em.fork().count(OutgoingMailSchema, {})).toBe(0);
  });

  it('takes nothing in the text as markup or as a header (S14)', async () => {
    await queue({ text: '<img src=x onerror=alert(1)>\n\n{anonimiseringLink}' });
    await send();
    expect(received[0]!.html).toContain('&lt;img');
    expect(received[0]!.html).not.toContain('<img');
  });
});

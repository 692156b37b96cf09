import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { graphql, type VariablesOf } from 'wisbaar-schema';
import { look } from '../kit/database.ts';
import { DEMO_ROLES, demoClient, stranger } from '../kit/demo.ts';
import type { ApiClient } from '../kit/api-client.ts';

const Record = graphql(`
  mutation RecordPayslipFromTest($input: RecordPayslipInput!) {
    recordPayslip(input: $input) {
      payslip {
        id
        externalId
        employer
        grossCents
        netCents
        lines {
          description
          quantity
          rateCents
          amountCents
        }
      }
      userErrors {
        field
        code
        message
      }
    }
  }
`);

const HandedOver = graphql(`
  query HandedOverFromTest {
    candidates(first: 100, filter: { state: HANDED_OVER }) {
      nodes {
        id
        bsn
        payslips {
          id
        }
      }
    }
  }
`);

const MAY = ['ADMIN', 'BACK_OFFICE'];
const PAYSLIP_ID = 'query ($id: ID!) { node(id: $id) { ... on Payslip { id netCents } } }';

async function somebodyPaid(api: ApiClient) {
  const { candidates } = await api.ask(HandedOver, {});
  const paid = candidates.nodes.find(({ payslips, bsn }) => bsn !== null && (payslips?.length ?? 0) > 0)!;
  return { id: paid.id, bsn: paid.bsn!, payslipId: paid.payslips![0]!.id };
}

const delivery = (
  candidateId: string,
  changes: Partial<VariablesOf<typeof Record>['input']> = {},
): VariablesOf<typeof Record>['input'] => ({
  candidateId,
  externalId: randomUUID(),
  periodFrom: '2026-05-01',
  periodTo: '2026-05-31',
  paidOn: '2026-06-05',
  grossCents: 310_456,
  netCents: 247_890,
  lines: [{ description: 'Gewerkte uren', quantity: 168.5, rateCents: 1_842, amountCents: 310_456 }],
  ...changes,
});

/** Takes away what a test brought, so that the demo is as it was. */
const forget = (externalId: string) =>
  look(inject('demoDatabase'), 'delete from payslip where external_id = $1', [externalId]);

describe('payslips through the API (H10)', () => {
  it('come in from the back office, once, and are there for who asks', async () => {
    const api = demoClient('BACK_OFFICE');
    const { id } = await somebodyPaid(api);
    const input = delivery(id);
    const first = await api.ask(Record, { input });
    expect(first.recordPayslip.userErrors).toEqual([]);
    expect(first.recordPayslip.payslip).toMatchObject({
      externalId: input.externalId,
      netCents: 247_890,
      lines: input.lines,
    });
    expect(await api.ask(Record, { input })).toEqual(first);
    const changed = await api.ask(Record, { input: { ...input, netCents: 1 } });
    expect(changed.recordPayslip.userErrors).toMatchObject([{ code: 'CONFLICT', field: ['externalId'] }]);
    const { data } = await api.send(PAYSLIP_ID, { id: first.recordPayslip.payslip!.id });
    expect(data?.['node']).toMatchObject({ netCents: 247_890 });
    await forget(input.externalId);
  });

  it('with a mistake are refused with the field’s path, and the value is not repeated', async () => {
    const api = demoClient('BACK_OFFICE');
    const { id } = await somebodyPaid(api);
    const lines = [{ description: 'Inzake 123456782', quantity: null, rateCents: null, amountCents: 1 }];
    const { recordPayslip } = await api.ask(Record, { input: delivery(id, { lines }) });
    expect(recordPayslip).toMatchObject({
      payslip: null,
      userErrors: [{ code: 'BAD_USER_INPUT', field: ['lines.0.description'] }],
    });
    expect(JSON.stringify(recordPayslip)).not.toContain('123456782');
  });

  it.each(DEMO_ROLES.filter((role) => !MAY.includes(role)))(
    'are for %s neither to see, to bring, nor to keep',
    async (role) => {
      const { id, payslipId } = await somebodyPaid(demoClient('ADMIN'));
      const api = demoClient(role);
      const list = await api.send('query ($id: ID!) { node(id: $id) { ... on Candidate { payslips { id } } } }', {
        id,
      });
      expect(list.data?.['node']).toEqual({ payslips: null });
      expect(list.errors.map(({ extensions }) => extensions?.code)).toEqual(['FORBIDDEN']);
      const one = await api.send(PAYSLIP_ID, { id: payslipId });
      expect(one.errors.map(({ extensions }) => extensions?.code)).toEqual(['NOT_FOUND']);
      const brought = await api.send(
        'mutation ($i: RecordPayslipInput!) { recordPayslip(input: $i) { userErrors { code } } }',
        {
          i: delivery(id),
        },
      );
      expect(brought.errors.map(({ extensions }) => extensions?.code)).toEqual(['FORBIDDEN']);
      expect((await api.fetch(`/payslips/${payslipId}`)).status).toBe(403);
    },
  );
});

describe('the file of a payslip (H10)', () => {
  it('is kept apart from the page, by nobody on the way, under a name that says nothing about whose it is', async () => {
    const api = demoClient('BACK_OFFICE');
    const { payslipId } = await somebodyPaid(api);
    const file = await api.fetch(`/payslips/${payslipId}?language=en`);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="payslip-\d{4}-\d\d-\d\d\.pdf"$/);
    expect(file.headers.get('cache-control')).toBe('no-store');
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await file.arrayBuffer()).toString('latin1')).toMatch(/^%PDF-1\.7/);
  });

  it('is for nobody who is not signed in, and what is not there is not there', async () => {
    const { payslipId, id } = await somebodyPaid(demoClient('ADMIN'));
    const nobody = await stranger().fetch(`/payslips/${payslipId}`);
    expect([nobody.status, await nobody.json()]).toMatchObject([
      401,
      { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    ]);
    const unknown = Buffer.from(`Payslip:${randomUUID()}`).toString('base64url');
    expect((await demoClient('ADMIN').fetch(`/payslips/${unknown}`)).status).toBe(404);
    for (const path of [`/payslips/${id}`, `/payslips/x`, `/payslips/${payslipId}?language=fr`]) {
      const refused = await demoClient('ADMIN').fetch(path);
      expect([path, refused.status]).toEqual([path, 400]);
      expect(refused.headers.get('cache-control')).toBe('no-store');
    }
  });

  it('is opened by no link that we don’t know', async () => {
    const { payslipId } = await somebodyPaid(demoClient('ADMIN'));
    const send = (body: object) =>
      stranger().fetch('/payslips', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await send({ token: 'A'.repeat(43), id: payslipId })).status).toBe(404);
    expect((await send({ id: payslipId })).status).toBe(404);
    expect((await send([])).status).toBe(400);
    const { data, errors } = await stranger().send('{ me(token: "unknown") { displayName bsn payslips { id } } }');
    expect({ data, errors }).toEqual({ data: { me: null }, errors: [] });
  });
});

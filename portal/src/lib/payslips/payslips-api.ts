import type { ResultOf } from 'wisbaar-schema';
import { api, failureOf, type Failure } from '../api';
import { askPayslips } from './payslips.graphql';

export type Me = NonNullable<ResultOf<typeof askPayslips>['me']>;
export type Payslip = Me['payslips'][number];

/** `null`: the link opens nothing, or no longer does. */
export async function askMe(token: string): Promise<{ me: Me | null } | { failure: Failure }> {
  const { data, error } = await api.query(askPayslips, { token }).toPromise();
  if (data) return { me: data.me };
  return { failure: error ? failureOf(error) : { kind: 'broken' } };
}

/** Fetches the file by POST, since the link's secret may not be in an address, and hands it to the browser to keep. */
export async function downloadPayslip(
  token: string | undefined,
  payslip: { id: string },
  language: 'nl' | 'en',
): Promise<Failure | undefined> {
  let response: Response;
  try {
    response = await fetch('/payslips', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-wisbaar-portal': '1' },
      body: JSON.stringify({ token, id: payslip.id, language }),
    });
  } catch {
    return { kind: 'offline' };
  }
  if (!response.ok) return { kind: response.status === 429 ? 'busy' : 'broken' };
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'payslip.pdf';
  link.click();
  URL.revokeObjectURL(address);
  return undefined;
}

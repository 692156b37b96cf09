import { serverAudits } from 'graphql-http';
import { describe, expect, inject, it } from 'vitest';

const BEFORE_EXECUTION =
  'Apollo Server answers 400 to what fails before it is executed, in either media type; proxies and logs see it then.';
/** What the specification recommends and this product does otherwise, with the reason. */
const OTHERWISE: Readonly<Record<string, string>> = {
  '572B': BEFORE_EXECUTION,
  FDE2: BEFORE_EXECUTION,
  '7B9B': BEFORE_EXECUTION,
};

describe('GraphQL over HTTP (conventions, API 3)', () => {
  const audits = serverAudits({ url: () => `${inject('demoUrl')}/graphql` });
  const named = (level: string) =>
    audits.filter(({ name }) => name.startsWith(level)).map((audit) => [audit.name, audit] as const);
  async function failureOf({ fn }: (typeof audits)[number]): Promise<string | undefined> {
    const result = await fn();
    return result.status === 'ok' ? undefined : result.reason;
  }

  it.each(named('MUST'))('%s', async (_name, audit) => {
    expect(await failureOf(audit)).toBeUndefined();
  });

  it.each(named('SHOULD').filter(([, { id }]) => !(id in OTHERWISE)))('%s', async (_name, audit) => {
    expect(await failureOf(audit)).toBeUndefined();
  });

  it.each(named('SHOULD').filter(([, { id }]) => id in OTHERWISE))('%s: knowingly not', async (_name, audit) => {
    expect(await failureOf(audit)).toBeDefined();
  });
});

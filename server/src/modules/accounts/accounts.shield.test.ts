import { describe, expect, it } from 'vitest';
import { verdictOf, type Rights } from '../permissions/index.ts';
import { NO_RIGHTS, PERMISSIONS } from '../permissions/index.ts';
import { accountsShield } from './accounts.shield.ts';
import type { TypeRules } from '../../platform/graphql/index.ts';

describe('mutations of accounts', () => {
  const everything: Rights = { ...NO_RIGHTS, permissions: new Set(PERMISSIONS) };

  it.each(Object.entries(accountsShield['Mutation'] as TypeRules))(
    'refuse %s to a program with a key, whatever its role (conventions, API 9)',
    (_name, rule) => {
      const asker = { rights: everything, work: { actor: { kind: 'api-client' } } } as never;
      expect(verdictOf(rule)(asker)).toMatchObject({ code: 'FORBIDDEN' });
    },
  );
});

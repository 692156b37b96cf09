import { describe, expect, it } from 'vitest';
import { createSecrets, hashToken, newToken } from './secrets.ts';

const secrets = createSecrets('a key that is long enough to be a key');
const place = { table: 'candidate', row: '1', column: 'bsn_cipher' };

describe('sealed values (S17)', () => {
  it('open again in their own place, and differ each time', () => {
    const sealed = secrets.seal('111222333', place);
    expect(secrets.open(sealed, place)).toBe('111222333');
    expect(secrets.seal('111222333', place).equals(sealed)).toBe(false);
    expect(sealed.includes('111222333')).toBe(false);
  });

  it.each([
    ['moved to another row', { ...place, row: '2' }],
    ['moved to another column', { ...place, column: 'memo' }],
    ['moved to another table', { ...place, table: 'hold' }],
  ])('do not open when %s', (_how, elsewhere) => {
    expect(() => secrets.open(secrets.seal('111222333', place), elsewhere)).toThrow();
  });

  it('do not open when a bit of them was turned, or with another key', () => {
    const sealed = secrets.seal('111222333', place);
    for (const at of [0, 1, 13, sealed.length - 1]) {
      const turned = Buffer.from(sealed);
      turned[at]! ^= 1;
      expect(() => secrets.open(turned, place)).toThrow();
    }
    expect(() => createSecrets('another key that is long enough too').open(sealed, place)).toThrow();
  });

  it('are found again by a hash that another key does not give', () => {
    const fingerprint = secrets.fingerprint('bsn', '111222333');
    expect(secrets.fingerprint('bsn', '111222333').equals(fingerprint)).toBe(true);
    expect(secrets.fingerprint('import', '111222333').equals(fingerprint)).toBe(false);
    expect(
      createSecrets('another key that is long enough too').fingerprint('bsn', '111222333').equals(fingerprint),
    ).toBe(false);
  });

  it('of a link are 256 random bits, and only their hash is kept', () => {
    expect(Buffer.from(newToken(), 'base64url')).toHaveLength(32);
    expect(hashToken('a').equals(hashToken('b'))).toBe(false);
  });
});

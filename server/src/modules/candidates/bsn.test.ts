import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSecrets } from '../../platform/secrets.ts';
import { isBsn, maskBsn, maskedBsn, sealBsn } from './bsn.ts';

const secrets = createSecrets('a key that is long enough to be a key');

describe('the BSN (D18)', () => {
  it.each(['111222333', '123456782', '010464554'])('%s passes the eleven-test', (bsn) => {
    expect(isBsn(bsn)).toBe(true);
  });

  it.each(['111222334', '000000000', '12345678', '1234567821', '12345678a', ''])('“%s” does not', (bsn) => {
    expect(isBsn(bsn)).toBe(false);
  });

  it('with one digit changed never passes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('111222333', '123456782', '010464554'),
        fc.nat(8),
        fc.integer({ min: 1, max: 9 }),
        (bsn, at, by) => {
          const digits = Array.from(bsn, Number);
          digits[at] = (digits[at]! + by) % 10;
          expect(isBsn(digits.join(''))).toBe(false);
        },
      ),
    );
  });

  it('is shown by its last three digits, and no more (H9)', () => {
    expect(maskBsn('123456782')).toBe('******782');
    const sealed = sealBsn(secrets, 'row', '123456782');
    expect(maskedBsn(secrets, { id: 'row', ...sealed })).toBe('******782');
    expect(maskedBsn(secrets, { id: 'row', bsnCipher: null })).toBeNull();
  });

  it('is found again whatever dots and spaces it was typed with', () => {
    expect(sealBsn(secrets, 'a', '1234.56.782').bsnHash.equals(sealBsn(secrets, 'b', '123456782').bsnHash)).toBe(true);
  });

  it('that is wrong is refused without being repeated', () => {
    expect(() => sealBsn(secrets, 'row', '123456789')).toThrow('eleven-test');
    expect(() => sealBsn(secrets, 'row', '123456789')).not.toThrow('123456789');
  });

  it('does not open in another person’s row (S17)', () => {
    const sealed = sealBsn(secrets, 'row', '123456782');
    expect(() => maskedBsn(secrets, { id: 'other', ...sealed })).toThrow();
  });
});

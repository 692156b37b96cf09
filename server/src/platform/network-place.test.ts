import { describe, expect, it } from 'vitest';
import { networkPlace } from './network-place.ts';

describe('the place on the network by which attempts are counted (S5)', () => {
  it('is an IPv4 address as it is, also where it was written as an IPv6 one', () => {
    expect(networkPlace('203.0.113.7')).toBe('203.0.113.7');
    expect(networkPlace('::ffff:203.0.113.7')).toBe('203.0.113.7');
  });

  it('is the same for all IPv6 addresses that one customer of a provider has, and another for the next one', () => {
    const first = networkPlace('2001:db8:1:2::1');
    expect(networkPlace('2001:0db8:0001:0002:ffff:abcd:1:2')).toBe(first);
    expect(networkPlace('2001:db8:1:3::1')).not.toBe(first);
    expect(networkPlace('::1')).toBe('0:0:0:0::/64');
  });

  it('is what was given where that is no address', () => {
    expect(networkPlace('unknown')).toBe('unknown');
  });
});

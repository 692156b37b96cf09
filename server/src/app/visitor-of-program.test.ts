import { describe, expect, it } from 'vitest';
import { DEVICE_COOKIE } from '../modules/accounts/index.ts';
import {
  cookiesOfVisitor,
  VISITOR_ADDRESS_HEADER,
  VISITOR_DEVICE_HEADER,
  visitorAddressOf,
} from './visitor-of-program.ts';

describe('what a program says of its visitor', () => {
  it('is an address that the network has, or none', () => {
    const said = (address: string | string[]) => visitorAddressOf({ headers: { [VISITOR_ADDRESS_HEADER]: address } });
    expect(said('203.0.113.7')).toBe('203.0.113.7');
    expect(said('::ffff:203.0.113.7')).toBe('203.0.113.7');
    for (const nothing of ['', 'localhost', '203.0.113.7, 203.0.113.8', '203.0.113.700'])
      expect(said(nothing)).toBeUndefined();
    expect(visitorAddressOf({ headers: {} })).toBeUndefined();
  });

  it('is the browser that it keeps for him, and no other cookie', () => {
    const cookies = cookiesOfVisitor({
      headers: { [VISITOR_DEVICE_HEADER]: 'a-token', cookie: 'wisbaar_portal=another' },
    });
    expect(cookies.get(DEVICE_COOKIE)).toBe('a-token');
    expect(cookies.get('wisbaar_portal')).toBeUndefined();
    cookies.set(DEVICE_COOKIE, 'the next', { maxAgeSeconds: 1 });
    expect(cookies.get(DEVICE_COOKIE)).toBe('the next');
  });
});

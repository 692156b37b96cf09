import { isIPv6, SocketAddress } from 'node:net';

/**
 * The place on the network by which attempts are counted: an IPv4 address as it is, and of an IPv6 address the first 64 bits,
 * since whoever has one has all addresses that begin so (S5).
 */
export function networkPlace(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1]!;
  if (!isIPv6(address)) return address;
  const groups = new SocketAddress({ address, family: 'ipv6' }).address.split('::');
  const [head = '', tail = ''] = groups;
  const before = head === '' ? [] : head.split(':');
  const after = groups.length < 2 || tail === '' ? [] : tail.split(':');
  const all =
    groups.length < 2
      ? before
      : [...before, ...Array.from({ length: 8 - before.length - after.length }, () => '0'), ...after];
  return `${all.slice(0, 4).join(':')}::/64`;
}

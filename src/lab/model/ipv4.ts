/** An IPv4 address as an unsigned 32-bit number. */
export type Ipv4 = number;

/** A network: `address` has no host bits set. */
export interface Prefix {
  readonly address: Ipv4;
  readonly length: number;
}

/** Dotted decimal to a number; undefined for anything else, also for octets above 255. */
export function parseIpv4(text: string): Ipv4 | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return undefined;
  const octets = text.split('.').map(Number);
  if (octets.some((octet) => octet > 255)) return undefined;
  return octets.reduce((sum, octet) => sum * 256 + octet, 0);
}

export function formatIpv4(address: Ipv4): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}

export function maskOf(length: number): Ipv4 {
  return length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0;
}

/** The prefix length of a contiguous mask; undefined when the ones have gaps. */
export function lengthOfMask(mask: Ipv4): number | undefined {
  for (let length = 0; length <= 32; length++) if (maskOf(length) === mask) return length;
  return undefined;
}

/** The prefix an address lies in: host bits are cleared. */
export function prefixOf(address: Ipv4, length: number): Prefix {
  return { address: (address & maskOf(length)) >>> 0, length };
}

export function covers(prefix: Prefix, address: Ipv4): boolean {
  return (address & maskOf(prefix.length)) >>> 0 === prefix.address;
}

export function formatPrefix(prefix: Prefix): string {
  return `${formatIpv4(prefix.address)}/${prefix.length}`;
}

/** The mask of the address's historical class: routing tables are still grouped by it. */
export function classfulLength(address: Ipv4): number {
  const first = address >>> 24;
  if (first < 128) return 8;
  return first < 192 ? 16 : 24;
}

/** An IPv4 or IPv6 address, perhaps with the length of its prefix; printed as it is written. */
export class IpValue {
  readonly version: 4 | 6;
  readonly address: bigint;
  /** Undefined for an address without one. */
  readonly length: number | undefined;
  readonly isNetwork: boolean;

  constructor(given: {
    readonly version: 4 | 6;
    readonly address: bigint;
    readonly length?: number | undefined;
    readonly isNetwork?: boolean;
  }) {
    this.version = given.version;
    this.address = given.address;
    this.length = given.length;
    this.isNetwork = given.isNetwork ?? false;
  }

  /** The address alone, in the shortest form. */
  get compressed(): string {
    return this.version === 4 ? v4Text(this.address) : v6Text(this.address);
  }

  get with_prefixlen(): string {
    return `${this.compressed}/${this.length ?? bitsOf(this.version)}`;
  }

  get network(): IpValue {
    const { version, length = bitsOf(this.version) } = this;
    const address = this.address & maskOf(version, length);
    return new IpValue({ version, address, length, isNetwork: true });
  }

  get netmask(): string {
    const mask = maskOf(this.version, this.length ?? bitsOf(this.version));
    return this.version === 4 ? v4Text(mask) : v6Text(mask);
  }

  get broadcast(): bigint {
    const { version, length = bitsOf(this.version) } = this;
    return this.address | ((1n << BigInt(bitsOf(version) - length)) - 1n);
  }

  /** Whether an address or a network lies wholly within this one's network. */
  holds(other: IpValue): boolean {
    const { version, length = bitsOf(this.version) } = this;
    if (other.version !== version || (other.length ?? bitsOf(version)) < length) return false;
    const mask = maskOf(version, length);
    return (other.address & mask) === (this.address & mask);
  }

  toString(): string {
    return this.length === undefined ? this.compressed : this.with_prefixlen;
  }
}

/** Reads `10.0.0.1`, `10.0.0.1/24`, `10.0.0.1 255.255.255.0` and IPv6; undefined for anything else. */
export function readIp(text: string): IpValue | undefined {
  const found = /^([0-9a-fA-F.:]+)(?:(?:\/|\s+)([\d.]+))?$/.exec(text.trim());
  if (!found) return undefined;
  const [, host = '', suffix] = found;
  const version = host.includes(':') ? 6 : 4;
  const address = version === 4 ? readV4(host) : readV6(host);
  if (address === undefined) return undefined;
  if (suffix === undefined) return new IpValue({ version, address });
  const length = prefixLength(suffix);
  if (length === undefined || length > bitsOf(version)) return undefined;
  return new IpValue({ version, address, length });
}

/** The length of a prefix, written as a number or as an IPv4 mask. */
export function prefixLength(text: string): number | undefined {
  if (/^\d{1,3}$/.test(text)) return Number(text) <= 128 ? Number(text) : undefined;
  const mask = readV4(text);
  if (mask === undefined) return undefined;
  const bits = mask.toString(2).padStart(32, '0');
  if (/^1*0*$/.test(bits)) return bits.replaceAll('0', '').length;
  // A wildcard, as access lists have them.
  return /^0*1*$/.test(bits) ? 32 - bits.replaceAll('0', '').length : undefined;
}

function bitsOf(version: 4 | 6): number {
  return version === 4 ? 32 : 128;
}

function maskOf(version: 4 | 6, length: number): bigint {
  const bits = bitsOf(version);
  return ((1n << BigInt(length)) - 1n) << BigInt(bits - length);
}

function readV4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) {
    return undefined;
  }
  return parts.reduce((all, part) => (all << 8n) | BigInt(part), 0n);
}

function readV6(text: string): bigint | undefined {
  const embedded = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const low = embedded ? readV4(embedded[2] ?? '') : 0n;
  if (low === undefined) return undefined;
  const whole = embedded
    ? `${embedded[1]}${(low >> 16n).toString(16)}:${(low & 0xffffn).toString(16)}`
    : text;
  const halves = whole.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...new Array<string>(missing).fill('0'), ...tail];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return groups.reduce((all, group) => (all << 16n) | BigInt(`0x${group}`), 0n);
}

function v4Text(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 0xffn).join('.');
}

/** RFC 5952: the longest run of zero groups, of two at least, is left out. */
function v6Text(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, at) =>
    ((address >> BigInt(112 - 16 * at)) & 0xffffn).toString(16),
  );
  let best = { at: -1, length: 1 };
  for (let at = 0; at < 8; at++) {
    let length = 0;
    while (groups[at + length] === '0') length++;
    if (length > best.length) best = { at, length };
  }
  if (best.at < 0) return groups.join(':');
  const head = groups.slice(0, best.at).join(':');
  return `${head}::${groups.slice(best.at + best.length).join(':')}`;
}

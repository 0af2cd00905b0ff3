import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OfferReader, parseOffer } from '../../../src/net/server-offer.ts';

/** A server's first bytes: an identification and a KEXINIT with the given lists. */
function hello(lists: readonly string[], ident = 'SSH-2.0-Test\r\n'): Buffer {
  const all = [...lists, '', '', '', ''].slice(0, 10);
  const parts = all.map((list) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(list.length);
    return Buffer.concat([length, Buffer.from(list)]);
  });
  const payload = Buffer.concat([
    Buffer.from([20]),
    Buffer.alloc(16, 9),
    ...parts,
    Buffer.alloc(5),
  ]);
  const padding = Buffer.alloc(4 + 8);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(1 + payload.length + padding.length);
  head[4] = padding.length;
  return Buffer.concat([Buffer.from(ident), head, payload, padding]);
}

const LISTS = [
  'kex-a,kex-b,ext-info-s,kex-strict-s-v00@openssh.com',
  'key-a',
  'c-in',
  'c-out',
  'm-in',
  'm-out',
];
const OFFER = { kex: ['kex-a', 'kex-b'], hostKey: ['key-a'], cipher: ['c-in'], mac: ['m-in'] };

describe("a server's offer", () => {
  it('is read from its first packet', () => {
    expect(parseOffer(hello(LISTS))).toEqual(OFFER);
    expect(parseOffer(hello(LISTS, 'Welcome\r\nSSH-1.99-Cisco-1.25\n'))).toEqual(OFFER);
  });

  it('is the same wherever the bytes are cut', () => {
    const bytes = hello(LISTS);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 10 }), (cuts) => {
        const reader = new OfferReader();
        const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        places.forEach((from, at) => {
          reader.read(bytes.subarray(from, places[at + 1]));
        });
        expect(reader.offer).toEqual(OFFER);
      }),
    );
  });

  it('is absent, without harm, in anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = Buffer.concat([Buffer.from('SSH-2.0-x\n'), bytes]);
        const reader = new OfferReader();
        reader.read(text);
        expect(reader.offer?.kex.length ?? 1).toBeGreaterThan(0);
      }),
    );
  });

  it('is not waited for without end', () => {
    const reader = new OfferReader();
    let chunks = 0;
    while (reader.read(Buffer.alloc(1_000, 'x'))) chunks++;
    expect(chunks).toBe(65);
  });

  it('tells a peer that speaks something else', () => {
    const reader = new OfferReader();
    expect(reader.isForeign).toBe(false);
    reader.read(Buffer.from('220 ftp ready\r\n'));
    expect(reader.isForeign).toBe(true);
  });
});

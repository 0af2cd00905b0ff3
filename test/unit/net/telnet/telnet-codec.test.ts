import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TelnetCodec } from '../../../../src/net/telnet/telnet-codec.ts';

const IAC = 255;
const DONT = 254;
const DO = 253;
const WONT = 252;
const WILL = 251;
const SB = 250;
const SE = 240;
const SIZE = { cols: 80, rows: 24 };
const GREETING = [IAC, DO, 3, IAC, WILL, 24, IAC, WILL, 31];

/** A codec past its greeting, so that tests see answers only. */
function greeted(): TelnetCodec {
  const codec = new TelnetCodec(SIZE);
  codec.greet();
  return codec;
}

function given(codec: TelnetCodec, ...bytes: readonly (number | string)[]) {
  const chunk = bytes.flatMap((one) =>
    typeof one === 'number' ? [one] : [...Buffer.from(one, 'latin1')],
  );
  const { data, reply } = codec.receive(Uint8Array.from(chunk));
  return { text: Buffer.from(data).toString('latin1'), reply: [...reply] };
}

function encoded(codec: TelnetCodec, text: string): string {
  return Buffer.from(codec.encode(Buffer.from(text, 'latin1'))).toString('latin1');
}

/** All of a stream, in chunks. */
function inChunks(chunks: readonly Uint8Array[]) {
  const codec = new TelnetCodec(SIZE);
  const all = chunks.map((chunk) => codec.receive(chunk));
  return {
    data: Buffer.concat(all.map(({ data }) => data)).toString('hex'),
    reply: Buffer.concat(all.map(({ reply }) => reply)).toString('hex'),
  };
}

/** Bytes that mean something to telnet far more often than chance would have it. */
const stream = fc
  .array(
    fc.oneof(
      fc.constantFrom(IAC, SB, SE, WILL, WONT, DO, DONT, 0, 1, 3, 10, 13, 24, 31, 246, 242),
      fc.integer({ min: 0, max: 255 }),
    ),
    { maxLength: 80 },
  )
  .map((bytes) => Uint8Array.from(bytes));

describe('Enter', () => {
  it('is CR NUL, or CR LF for hosts that want that, but never where eight bits are agreed on', () => {
    expect(encoded(greeted(), 'a\rb\r\n')).toBe('a\r\0b\r\n');
    const codec = new TelnetCodec(SIZE, { enter: 'CR LF' });
    expect(encoded(codec, 'a\rb\r\n')).toBe('a\r\nb\r\n');
    given(codec, IAC, DO, 0);
    expect(encoded(codec, 'a\r')).toBe('a\r');
  });
});

describe('what a device sends', () => {
  it('passes through, IAC IAC as the one byte it stands for', () => {
    expect(given(greeted(), 'sw1', IAC, IAC, '>').text).toBe('sw1\xff>');
  });

  it('keeps its line ends, and loses the NUL behind a lone CR', () => {
    expect(given(greeted(), 'a\r\nb\r\0c\n\0d').text).toBe('a\r\nb\rc\n\0d');
  });

  it('keeps that NUL when the device sends eight bits', () => {
    expect(given(greeted(), 'a\r\0', IAC, WILL, 0, 'b\r\0').text).toBe('a\rb\r\0');
  });

  it('hands a lone CR over at once, and drops its NUL when that comes later', () => {
    const codec = greeted();
    expect(given(codec, 'Password:\r').text).toBe('Password:\r');
    expect(given(codec, '\0x').text).toBe('x');
  });

  it('is read past commands that ask for nothing: NOP, EOR, GA, Data Mark', () => {
    expect(given(greeted(), 'a', IAC, 241, IAC, 239, IAC, 249, IAC, 242, 'b')).toEqual({
      text: 'ab',
      reply: [],
    });
  });

  it('answers Are You There with a NOP, which is no input', () => {
    expect(given(greeted(), IAC, 246).reply).toEqual([IAC, 241]);
  });

  it('keeps the byte behind an IAC whose Data Mark the system has taken out', () => {
    expect(given(greeted(), IAC, '^C').text).toBe('^C');
  });

  it('loses a Data Mark without its IAC behind an interrupt, and only there', () => {
    const codec = greeted();
    encoded(codec, '\x03');
    expect(given(codec, '\xf2^C\r\n').text).toBe('^C\r\n');
    expect(given(codec, '\xf2').text).toBe('\xf2');
    encoded(codec, '\x03');
    encoded(codec, 'ls\r');
    expect(given(codec, '\xf2').text).toBe('\xf2');
  });

  it('gives the same however it is cut', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.nat(80), { maxLength: 12 }), (bytes, cuts) => {
        const places = [0, ...cuts.filter((at) => at < bytes.length).sort((a, b) => a - b)];
        const chunks = places.map((from, i) => bytes.subarray(from, places[i + 1]));
        const apart = [...bytes].map((byte) => Uint8Array.of(byte));
        expect(inChunks(chunks)).toEqual(inChunks([bytes]));
        expect(inChunks(apart)).toEqual(inChunks([bytes]));
      }),
    );
  });
});

describe('what we send', () => {
  it('has IAC doubled, and a NUL behind a CR that ends no line', () => {
    expect(encoded(greeted(), 'a\xffb\rc\r\nd\r')).toBe('a\xff\xffb\r\0c\r\nd\r\0');
  });

  it('has no NUL once the device wants eight bits', () => {
    const codec = greeted();
    expect(given(codec, IAC, DO, 0).reply).toEqual([IAC, WILL, 0]);
    expect(encoded(codec, 'a\r\xff')).toBe('a\r\xff\xff');
  });

  it('is what another telnet reads back', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const { data } = greeted().receive(greeted().encode(bytes));
        expect([...data]).toEqual([...bytes].filter((byte, at) => byte || bytes[at - 1] !== 13));
      }),
    );
  });
});

describe('options', () => {
  it('are offered once the device has negotiated something, not to a port that does not speak telnet', () => {
    const codec = new TelnetCodec(SIZE);
    expect(given(codec, 'login: ').reply).toEqual([]);
    expect(given(codec, IAC, WILL, 1).reply).toEqual([...GREETING, IAC, DO, 1]);
    expect(given(codec, IAC, WILL, 3).reply).toEqual([]);
  });

  it('are taken when useful: echo, go-ahead off, eight bits, terminal and size', () => {
    const codec = new TelnetCodec(SIZE);
    expect([...codec.greet()]).toEqual(GREETING);
    expect(given(codec, IAC, WILL, 1, IAC, WILL, 0, IAC, DO, 3, IAC, DO, 0).reply).toEqual(
      [DO, 1, DO, 0, WILL, 3, WILL, 0].flatMap((byte, at) => (at % 2 ? [byte] : [IAC, byte])),
    );
  });

  it('are refused otherwise: the environment in both kinds, our own echo, line mode, everything unknown', () => {
    for (const option of [1, 5, 32, 33, 34, 35, 36, 37, 38, 39, 25, 200]) {
      expect(given(greeted(), IAC, DO, option).reply).toEqual([IAC, WONT, option]);
    }
    for (const option of [24, 25, 31, 34, 39, 200]) {
      expect(given(greeted(), IAC, WILL, option).reply).toEqual([IAC, DONT, option]);
    }
  });

  it('get no second answer when repeated, and none when a refusal is refused', () => {
    const codec = greeted();
    expect(given(codec, IAC, WILL, 1, IAC, WILL, 1).reply).toEqual([IAC, DO, 1]);
    expect(given(codec, IAC, DONT, 39, IAC, WONT, 34).reply).toEqual([]);
    expect(given(codec, IAC, WONT, 1, IAC, WONT, 1).reply).toEqual([IAC, DONT, 1]);
  });

  it('end in silence before a device that never takes no', () => {
    const codec = greeted();
    const answers = Array.from({ length: 50 }, () => given(codec, IAC, DO, 39).reply.length);
    expect(answers.filter((length) => length > 0)).toHaveLength(8);
  });

  it('come to rest between two of us, whoever begins', () => {
    const [a, b] = [new TelnetCodec(SIZE), new TelnetCodec(SIZE)];
    let said: Uint8Array = Buffer.concat([a.greet(), Uint8Array.of(IAC, WILL, 1)]);
    let turns = 0;
    for (; said.length > 0; turns++) said = (turns % 2 ? a : b).receive(said).reply;
    expect(turns).toBeLessThan(6);
  });

  it('never make us say anything about the environment', () => {
    fc.assert(
      fc.property(stream, (noise) => {
        const codec = greeted();
        given(codec, IAC, DO, 36, IAC, DO, 39);
        const ask = [IAC, SB, 39, 1, 0, ...Buffer.from('USER'), IAC, SE];
        const { reply } = codec.receive(Uint8Array.from([...ask, ...noise]));
        expect(Buffer.from(reply).includes(Buffer.from([IAC, SB, 39]))).toBe(false);
        expect(Buffer.from(reply).includes(Buffer.from([IAC, SB, 36]))).toBe(false);
        expect(Buffer.from(reply).includes(Buffer.from([IAC, WILL, 39]))).toBe(false);
      }),
    );
  });
});

describe('the size', () => {
  it('is told when the device wants it, and at each change', () => {
    const codec = greeted();
    expect([...codec.resize({ cols: 90, rows: 30 })]).toEqual([]);
    expect(given(codec, IAC, DO, 31).reply).toEqual([IAC, SB, 31, 0, 90, 0, 30, IAC, SE]);
    expect([...codec.resize({ cols: 511, rows: 50 })]).toEqual([
      ...[IAC, SB, 31, 1, IAC, IAC, 0, 50, IAC, SE],
    ]);
    expect(given(codec, IAC, DONT, 31).reply).toEqual([IAC, WONT, 31]);
    expect([...codec.resize(SIZE)]).toEqual([]);
  });
});

describe('the terminal', () => {
  const ask = [IAC, SB, 24, 1, IAC, SE];
  const name = (reply: number[]) => Buffer.from(reply.slice(4, -2)).toString();

  it('is named as often as asked: the last name twice, then from the beginning', () => {
    const codec = greeted();
    given(codec, IAC, DO, 24);
    expect(given(codec, ...ask).reply.slice(0, 4)).toEqual([IAC, SB, 24, 0]);
    const names = [1, 2, 3, 4].map(() => name(given(codec, ...ask).reply));
    expect(names).toEqual(['xterm', 'vt100', 'vt100', 'xterm-256color']);
  });

  it('is not named before we agreed to', () => {
    expect(given(greeted(), ...ask).reply).toEqual([]);
  });
});

describe('a subnegotiation', () => {
  it('of more than a kilobyte is read over, and what follows is read', () => {
    const codec = greeted();
    given(codec, IAC, DO, 24);
    const long = Array.from({ length: 100_000 }, () => 1);
    expect(given(codec, IAC, SB, 24, ...long, IAC, SE, 'sw1>')).toEqual({
      text: 'sw1>',
      reply: [],
    });
  });

  it('without an end stops at the next command', () => {
    expect(given(greeted(), IAC, SB, 39, 1, IAC, WILL, 1, 'sw1>')).toEqual({
      text: 'sw1>',
      reply: [IAC, DO, 1],
    });
  });

  it('may be empty', () => {
    expect(given(greeted(), IAC, SB, IAC, SE, 'x')).toEqual({ text: 'x', reply: [] });
  });
});

describe('a timing mark', () => {
  it('is asked for only where the far end has shown that it speaks telnet', () => {
    const codec = new TelnetCodec(SIZE);
    expect([...codec.askLife()]).toEqual([]);
    given(codec, IAC, WILL, 1);
    expect([...codec.askLife()]).toEqual([IAC, DO, 6]);
  });

  it('is given whenever it is asked for, and an answer to ours needs no answer', () => {
    const codec = greeted();
    for (let i = 0; i < 20; i++) {
      expect(given(codec, IAC, DO, 6).reply).toEqual([IAC, WILL, 6]);
    }
    expect(given(codec, IAC, WILL, 6, IAC, WONT, 6, 'x')).toEqual({ text: 'x', reply: [] });
  });
});

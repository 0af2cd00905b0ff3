import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InputEvent } from '../../../src/input/input-event.ts';
import { ByteTokenizer } from '../../../src/input/tokenizer.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';

const PIECES = [
  'a',
  'hello',
  'é',
  '你',
  '👍',
  '\x01',
  '\x03',
  '\x1d',
  '\r',
  '\t',
  '\x7f',
  '\x1b[A',
  '\x1bOA',
  '\x1b[1;5C',
  '\x1b[15~',
  '\x1b[[A',
  '\x1b[<0;10;20M',
  '\x1b[<64;1;1M',
  '\x1b[<0;10;20m',
  '\x1b[M !!',
  '\x1b[200~pasted \x1b[31m text\x03\x1b[201~',
  '\x1b[200~\x1b[201~',
  '\x1b[I',
  '\x1b[O',
  '\x1b[?1;2c',
  '\x1b[?2026;2$y',
  '\x1bx',
  '\x1bé',
  '\x1b[97;5u',
  '\x1b[27u',
  '\x1b]11;rgb:0/0/0\x07',
  '\x1bP>|tmux 3.3a\x1b\\',
  '\x1b[3;1R',
  '\x1b\x1b[A',
  '\x1b\x1bOA',
  '\x1b\x1b',
  '\x1b',
  '\x1b[3$',
  '\x1b]',
  '\x1bP',
  '\x1b_',
  '\x1bO',
  '\x1b[',
  '\x1b[1;',
  '\x1b[\r',
];

describe('the tokenizer', () => {
  it('tells keys, sequences, mouse, paste, focus and replies apart', () => {
    const { types } = read('ls\x1b[A\x1b[<0;3;4M\x1b[200~x\x1b[201~\x1b[I\x1b[?62;4cq');

    expect(types).toEqual([
      'bytes',
      'sequence',
      'mouse',
      'paste-start',
      'paste-bytes',
      'paste-end',
      'focus',
      'reply',
      'bytes',
    ]);
  });

  it('loses and adds no byte, wherever the input is cut', () => {
    const pieces = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string()), { maxLength: 12 });
    fc.assert(
      fc.property(pieces, fc.array(fc.integer({ min: 1, max: 6 })), (texts, sizes) => {
        const input = Buffer.from(texts.join(''));
        const { events } = read(...cut(input, sizes));
        expect(Buffer.concat(events.map((event) => event.bytes)).equals(input)).toBe(true);
      }),
    );
  });

  it('gives the same events, wherever the input is cut', () => {
    const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 });
    fc.assert(
      fc.property(pieces, fc.array(fc.integer({ min: 1, max: 6 })), (texts, sizes) => {
        const input = Buffer.from(texts.join(''));
        expect(merged(read(...cut(input, sizes)).events)).toEqual(merged(read(input).events));
      }),
      { numRuns: 500 },
    );
  });

  it('gives the same events for arbitrary bytes, wherever they are cut', () => {
    const bytes = fc.uint8Array({ maxLength: 60 });
    fc.assert(
      fc.property(bytes, fc.array(fc.integer({ min: 1, max: 6 })), (random, sizes) => {
        const input = Buffer.from(random);
        expect(merged(read(...cut(input, sizes)).events)).toEqual(merged(read(input).events));
      }),
    );
  });

  it('never cuts a character', () => {
    const input = Buffer.from('é你👍');
    for (let at = 1; at < input.length; at++) {
      const { events } = read(input.subarray(0, at), input.subarray(at));
      for (const { bytes } of events) expect(Buffer.from(bytes).toString()).not.toContain('\ufffd');
    }
  });

  it('knows ESC by the silence after it', () => {
    const { events, tokenizer, clock } = open();

    tokenizer.push(Buffer.from('\x1b'));
    clock.advance(29);
    expect(events).toEqual([]);
    clock.advance(1);

    expect(events).toEqual([{ type: 'sequence', bytes: Uint8Array.of(0x1b) }]);
  });

  it('waits for the rest of a sequence that comes in time', () => {
    const { events, tokenizer, clock } = open();

    tokenizer.push(Buffer.from('\x1b'));
    clock.advance(20);
    tokenizer.push(Buffer.from('['));
    clock.advance(20);
    tokenizer.push(Buffer.from('A'));

    expect(events.map((event) => event.type)).toEqual(['sequence']);
    expect(clock.pending).toBe(0);
  });

  it('takes a mark inside a paste for part of it, so that nothing pasted counts as typed', () => {
    const { events, tokenizer } = open();
    tokenizer.push(Buffer.from('\x1b[200~show \x1b[201~\x03\rreload\r\x1b[201~x'));

    expect(events.map((event) => event.type)).toEqual([
      'paste-start',
      'paste-bytes',
      'paste-end',
      'bytes',
    ]);
    expect(Buffer.from(events[1]?.bytes ?? []).toString()).toContain('reload');
  });

  it('tells two pastes in one read apart', () => {
    const { events, tokenizer } = open();
    tokenizer.push(Buffer.from('\x1b[200~a\x1b[201~\x1b[200~b\x1b[201~'));

    expect(events.filter((event) => event.type === 'paste-bytes')).toHaveLength(2);
  });

  it('waits as long as it takes for the end of a paste', () => {
    const { events, tokenizer, clock } = open();

    tokenizer.push(Buffer.from('\x1b[200~line\x1b[20'));
    clock.advance(10_000);
    tokenizer.push(Buffer.from('1~after'));

    expect(events.map((event) => event.type)).toEqual([
      'paste-start',
      'paste-bytes',
      'paste-end',
      'bytes',
    ]);
    expect(clock.pending).toBe(0);
  });

  it('does not take Alt-] or Alt-P for the start of a reply', () => {
    expect(
      read('\x1b]show\x1bPq').events.map((event) => Buffer.from(event.bytes).toString()),
    ).toEqual(['\x1b]', 'show', '\x1bP', 'q']);
  });

  it.each([
    ['\x1b[<0;10;20M', { action: 'press', button: 0, x: 9, y: 19 }],
    ['\x1b[<2;1;1m', { action: 'release', button: 2, x: 0, y: 0 }],
    ['\x1b[<32;5;6M', { action: 'drag', button: 0, x: 4, y: 5 }],
    ['\x1b[<35;5;6M', { action: 'move', button: 3, x: 4, y: 5 }],
    ['\x1b[<64;1;2M', { action: 'wheel-up', button: 3, x: 0, y: 1 }],
    ['\x1b[<65;1;2M', { action: 'wheel-down' }],
    ['\x1b[<20;1;2M', { action: 'press', shift: true, alt: false, ctrl: true }],
    ['\x1b[<8;1;2M', { action: 'press', shift: false, alt: true, ctrl: false }],
    ['\x1b[M !"', { action: 'press', button: 0, x: 0, y: 1 }],
    ['\x1b[M#!"', { action: 'release' }],
    ['\x1b[M`!"', { action: 'wheel-up' }],
  ])('reads the mouse report %j', (report, expected) => {
    expect(read(report).events).toMatchObject([{ type: 'mouse', ...expected }]);
  });

  it.each([
    '\x1b[?1;2c',
    '\x1b[>0;276;0c',
    '\x1b[?2026;2$y',
    '\x1b[?0u',
    '\x1b[12;40R',
    '\x1b[0n',
    '\x1b[8;24;80t',
    '\x1b]11;rgb:0000/0000/0000\x1b\\',
    '\x1b]4;1;rgb:1/2/3\x07',
    '\x1bP>|kitty(0.30)\x1b\\',
    '\x1bP1$r0m\x1b\\',
    '\x1b_Gi=1;OK\x1b\\',
  ])('knows %j as a reply of the terminal', (reply) => {
    expect(read(reply).types).toEqual(['reply']);
  });

  it('takes the shape of a modified F3 for the key', () => {
    expect(read('\x1b[1;5R').types).toEqual(['sequence']);
  });

  it('takes Alt-O and an arrow for two keys', () => {
    expect(read('\x1bO\x1b[A').events.map((event) => Buffer.from(event.bytes).toString())).toEqual([
      '\x1bO',
      '\x1b[A',
    ]);
  });

  it('does not mind that a buffer is used again', () => {
    const { events, tokenizer } = open();
    const buffer = Buffer.from('\x1b[');

    tokenizer.push(buffer);
    buffer.fill('A');
    tokenizer.push(buffer.subarray(0, 1));

    expect(events.map((event) => Buffer.from(event.bytes).toString())).toEqual(['\x1b[A']);
  });

  it('bounds a sequence that never ends', () => {
    const { events, tokenizer } = open();

    tokenizer.push(Buffer.from(`\x1b[${'1;'.repeat(5_000)}`));
    tokenizer.push(Buffer.from(`\x1b]1${'x'.repeat(10_000)}`));

    const longest = Math.max(
      ...events.filter((event) => event.type !== 'bytes').map((event) => event.bytes.length),
    );
    expect(longest).toBeLessThan(5_000);
    expect(events.reduce((sum, event) => sum + event.bytes.length, 0)).toBeGreaterThan(19_000);
  });

  it('reads a megabyte of paste as a few events', () => {
    const line = 'interface GigabitEthernet0/1\r';
    const { events } = read(`\x1b[200~${line.repeat(36_000)}\x1b[201~`);

    expect(events).toHaveLength(3);
  });

  it('says nothing after it is closed', () => {
    const { events, tokenizer, clock } = open();
    tokenizer.push(Buffer.from('\x1b'));

    tokenizer.close();
    clock.advance(100);

    expect(events).toEqual([]);
  });
});

function open() {
  const clock = new FakeClock();
  const events: InputEvent[] = [];
  const tokenizer = new ByteTokenizer({
    clock,
    onEvent: (event) => events.push({ ...event, bytes: Uint8Array.from(event.bytes) }),
  });
  return { clock, events, tokenizer };
}

/** All events of an input, the last silence included. */
function read(...chunks: readonly (string | Uint8Array)[]) {
  const { clock, events, tokenizer } = open();
  for (const chunk of chunks) tokenizer.push(Buffer.from(chunk));
  clock.advance(1_000);
  // What a paste without an end still holds.
  tokenizer.push(Buffer.from(''));
  return { events, types: events.map((event) => event.type) };
}

function cut(input: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let at = 0;
  for (const size of sizes) {
    chunks.push(input.subarray(at, at + size));
    at += size;
  }
  return [...chunks, input.subarray(at)].filter((chunk) => chunk.length > 0);
}

/** Neighbouring pieces of text count as one: where they were cut means nothing. */
function merged(events: readonly InputEvent[]): unknown[] {
  const out: { type: string; text: string; rest: unknown }[] = [];
  for (const { bytes, ...rest } of events) {
    const text = Buffer.from(bytes).toString('latin1');
    const last = out.at(-1);
    const isPiece = rest.type === 'bytes' || rest.type === 'paste-bytes';
    if (isPiece && last?.type === rest.type) last.text += text;
    else out.push({ type: rest.type, text, rest });
  }
  return out;
}

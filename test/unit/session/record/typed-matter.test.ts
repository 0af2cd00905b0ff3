import { beforeEach, describe, expect, it } from 'vitest';
import { TypedMatter } from '../../../../src/session/record/typed-matter.ts';

let told: string[] = [];
let matter = new TypedMatter(() => undefined);

beforeEach(() => {
  told = [];
  matter = new TypedMatter((keys, kind) =>
    told.push(`${kind} ${JSON.stringify(Buffer.from(keys).toString())}`),
  );
});

function types(text: string, asks: 'secret' | 'nothing' = 'nothing'): void {
  matter.typed(Buffer.from(text), asks);
}

function says(text: string): void {
  matter.received(Buffer.from(text));
}

describe('what a person types', () => {
  it('is text once the device has echoed it, key by key', () => {
    types('s');
    expect(told).toEqual([]);
    says('s');
    types('h\r');
    says('h\r\nr1#');
    expect(told).toEqual(['text "s"', 'text "h\\r"']);
  });

  it('is secret at once at a password prompt, up to the Enter', () => {
    types('hun', 'secret');
    types('ter2');
    types('\r');
    types('x');
    says('x');
    expect(told).toEqual(['secret "hun"', 'secret "ter2"', 'secret "\\r"', 'text "x"']);
  });

  it('is secret where the prompt comes back without an echo', () => {
    types('hunter2\r');
    says('\r\n');
    matter.atPrompt();
    expect(told).toEqual(['secret "hunter2\\r"']);
  });

  it('is told apart where several lines were typed ahead', () => {
    types('enable\rhunter2\rshow run\r');
    says('enable\r\nPassword: \r\nr1#show run\r\n');
    matter.lineEnded('Password: ', () => 'secret');
    matter.lineEnded('r1#show run', () => 'nothing');
    expect(told).toEqual([
      'text "enable\\r"',
      'secret "hunter2"',
      'text "\\r"',
      'text "show run"',
      'text "\\r"',
    ]);
  });

  it('is text at once where nothing is written: arrows, Ctrl-C, Enter alone', () => {
    for (const keys of ['\x1b[A', '\x1bOB', '\x03', '\r', '\x1b[1;5C']) types(keys);
    expect(told).toHaveLength(5);
    expect(told.every((one) => one.startsWith('text'))).toBe(true);
  });

  it('does not take the words of a banner for an echo', () => {
    types('hunter2\r');
    says('\r\nWelcome home, user; not a terminal for guests 2\r\n');
    matter.atPrompt();
    expect(told).toEqual(['secret "hunter2\\r"']);
  });
});

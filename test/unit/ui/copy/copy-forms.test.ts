import { describe, expect, it } from 'vitest';
import type { ShownBlock } from '../../../../src/export/block-forms/block-text.ts';
import { blockTold, ranOf } from '../../../../src/ui/copy/block-told.ts';
import { copyForms, copyOf } from '../../../../src/ui/copy/copy-forms.ts';
import { type CopySubject, secretsIn } from '../../../../src/ui/copy/copy-subject.ts';

const BLOCK: ShownBlock = {
  host: 'r1',
  command: 'show users',
  mode: 'privileged',
  startedAtMs: 0,
  elapsedMs: 12,
  outcome: 'ok',
  text: 'ann =cmd()\nbob',
};
const TABLE = {
  columns: ['user', 'password'],
  rows: [
    ['ann', 'hunter2'],
    ['=cmd()', ''],
  ],
  origin: undefined,
};
const SUBJECT: CopySubject = {
  what: 'show users of r1',
  blocks: [BLOCK],
  rows: undefined,
  table: async () => TABLE,
};
const SECRET = 'username ann password 0 hunter2';

describe('the forms in which a command is copied', () => {
  it('are text, Markdown, CSV and a ticket', async () => {
    expect(copyForms(SUBJECT).map(({ value }) => value)).toEqual(['text', 'md', 'csv', 'ticket']);
    expect((await copyOf(SUBJECT, 'text')).text).toBe('r1# show users\nann =cmd()\nbob\n');
    expect((await copyOf(SUBJECT, 'md')).text).toMatch(
      /\| user \| password \|[\s\S]*```\nann =cmd/,
    );
    expect((await copyOf(SUBJECT, 'csv')).text).toBe(
      "user,password\r\nann,hunter2\r\n'=cmd(),\r\n",
    );
    expect((await copyOf(SUBJECT, 'ticket')).text).toMatch(/^```\nHost: {4}r1\n/);
    expect(await copyOf(SUBJECT, 'ticket')).toMatchObject({ label: 'Ticket', extension: 'txt' });
  });

  it('say why there is no CSV, and have Markdown without a table', async () => {
    const table = () => Promise.reject(new Error("no template knows 'show users'"));
    await expect(copyOf({ ...SUBJECT, table }, 'csv')).rejects.toThrow('no template knows');
    expect((await copyOf({ ...SUBJECT, table }, 'md')).text).not.toContain('| user');
  });

  it('are of the rows alone where rows were chosen', async () => {
    const rows = { ...TABLE, rows: [['bob', '']] };
    const chosen = { ...SUBJECT, rows };
    expect((await copyOf(chosen, 'text')).text).toBe('user  password\n----  --------\nbob\n');
    expect((await copyOf(chosen, 'csv')).text).toBe('user,password\r\nbob,\r\n');
    expect((await copyOf(chosen, 'md')).text).not.toContain('```');
    expect((await copyOf(chosen, 'ticket')).text).toMatch(
      /Command: show users\n[\s\S]*\nbob\n```\n$/,
    );
  });

  it('have the answers of several hosts one below the other', async () => {
    const two = { ...SUBJECT, blocks: [BLOCK, { ...BLOCK, host: 'r2' }] };
    expect((await copyOf(two, 'text')).text).toMatch(/^r1# [\s\S]*\n\nr2# /);
    expect((await copyOf(two, 'ticket')).text.match(/^Host:/gm)).toHaveLength(2);
    expect(copyForms(two)[0]?.detail).toBe('4 lines of 2 hosts');
  });

  it('say for rows of several hosts whose they are', async () => {
    const two = { ...SUBJECT, rows: TABLE, blocks: [BLOCK, { ...BLOCK, host: 'r2' }] };
    expect((await copyOf(two, 'ticket')).text).toContain('Host:    r1, r2\n');
  });
});

describe('secrets in what is copied', () => {
  const subject = { ...SUBJECT, blocks: [{ ...BLOCK, text: SECRET }] };

  it('are counted, and each form is there with and without them', () => {
    expect(secretsIn(subject)).toEqual(['hunter2']);
    const labels = copyForms(subject).map(({ label }) => label);
    expect(labels).toHaveLength(8);
    expect(labels.slice(4)).toContain('CSV, 1 secret hidden');
  });

  it('stay where the person copies what is seen', async () => {
    expect((await copyOf(subject, 'text')).text).toContain('hunter2');
  });

  it.each(['text', 'md', 'csv', 'ticket'])(
    'are hidden in %s where that is wanted',
    async (form) => {
      const { text } = await copyOf(subject, `${form} hidden`);
      expect(text).not.toContain('hunter2');
      expect(text).toContain('‹secret›');
    },
  );
});

describe('a command among old lines', () => {
  const block = {
    ...BLOCK,
    platform: 'cisco_ios',
    startedAtMs: 7,
    elapsedMs: 3,
    outcome: 'ok',
  } as const;
  const seen = { command: 'show users', text: 'ann  =cmd()  \nbob' };

  it('has the times of the block that it is', () => {
    const told = blockTold(seen, { host: 'r1', blocks: [block, { ...block, text: 'other' }] });
    expect(told).toMatchObject({ startedAtMs: 7, mode: 'privileged', text: seen.text });
    expect(ranOf(told)).toMatchObject({ startedAtMs: 7, elapsedMs: 3, outcome: 'ok' });
  });

  it('has none where two could be it, or none is', () => {
    const two = blockTold(seen, { host: 'r1', blocks: [block, { ...block, startedAtMs: 9 }] });
    expect(two).toMatchObject({ startedAtMs: undefined, mode: '' });
    expect(ranOf(two)).toBeUndefined();
    expect(blockTold(seen, { host: 'r1', blocks: [] }).startedAtMs).toBeUndefined();
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asShowrunError } from '../../../src/core/errors.ts';
import { ParseService } from '../../../src/parse/parse-service.ts';

const NEIGHBORS = {
  platform: 'cisco_ios',
  command: 'show ip ospf neighbor',
  text: 'Neighbor ID     Pri   State           Dead Time   Address         Interface\n2.2.2.2           1   FULL/  -        00:00:31    10.0.12.2       GigabitEthernet0/0',
};
// Exponential: every further character doubles its time.
const SLOW = 'Value A (x)\n\nStart\n ^(?:a+)+b\n ^${A} -> Record\n';

let folder = '';
let service: ParseService;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-parsers-'));
  mkdirSync(join(folder, 'cisco_ios'));
  writeFileSync(join(folder, 'cisco_ios', 'show_slow.textfsm'), SLOW);
  writeFileSync(join(folder, 'cisco_ios', 'show_broken.textfsm'), 'Value\n');
  service = new ParseService({ userFolder: folder, limitMs: 500 });
});
afterEach(async () => {
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

const failure = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (thrown: unknown) => asShowrunError(thrown).line,
  );

describe('the parse service', () => {
  it('gives a table from its worker', async () => {
    const table = await service.parse(NEIGHBORS);
    expect(table?.rows).toEqual([
      ['2.2.2.2', '1', 'FULL/  -', '00:00:31', '10.0.12.2', 'GigabitEthernet0/0'],
    ]);
  });

  it('gives nothing where there is no template', async () => {
    expect(await service.parse({ ...NEIGHBORS, command: 'show nothing' })).toBeUndefined();
  });

  it('remembers what has no template only until there is one', async () => {
    await service.close();
    service = new ParseService({ userFolder: folder, lineageOf: (name) => [name] });
    const asked = { platform: 'linux', command: 'show new', text: 'x' };
    for (const _ of [1, 2]) expect(await service.parse(asked)).toBeUndefined();
    mkdirSync(join(folder, 'linux'));
    writeFileSync(
      join(folder, 'linux', 'show_new.textfsm'),
      'Value A (x)\n\nStart\n ^${A} -> Record\n',
    );
    expect((await service.parse(asked))?.rows).toEqual([['x']]);
  });

  it('takes a refused answer for no sign that there is no template', async () => {
    await service.close();
    service = new ParseService({ lineageOf: (name) => [name] });
    const refused = { ...NEIGHBORS, text: '% Invalid input detected' };
    expect(await service.parse(refused)).toBeUndefined();
    expect((await service.parse(NEIGHBORS))?.rows).toHaveLength(1);
  });

  it('gives every row of a long table, in order', async () => {
    const [header, row = ''] = NEIGHBORS.text.split('\n');
    const rows = Array.from({ length: 3_500 }, (_, at) =>
      row.replace('2.2.2.2', `2.2.${at >> 8}.${at & 255}`),
    );
    const table = await service.parse({ ...NEIGHBORS, text: [header, ...rows].join('\n') });
    expect(table?.rows.map(([id]) => id)).toEqual(rows.map((text) => text.split(' ')[0]));
  });

  it('stops a template that takes too long, says where, and goes on', async () => {
    const text = `x\n${'a'.repeat(200)}`;
    const slow = failure(service.parse({ platform: 'cisco_ios', command: 'show slow', text }));
    const after = service.parse(NEIGHBORS);
    expect(await slow).toBe('cisco_ios/show_slow: too slow at input line 2: showing the raw text');
    expect((await after)?.rows).toHaveLength(1);
  });

  it('says what is wrong with a damaged template', async () => {
    const broken = failure(service.parse({ ...NEIGHBORS, command: 'show broken' }));
    expect(await broken).toMatch(/show_broken\.textfsm:1: expected .*: correct the template$/);
  });

  it('answers many requests in their order', async () => {
    const order: number[] = [];
    const all = [1, 2, 3, 4, 5].map((number) =>
      service.parse(NEIGHBORS).then(() => order.push(number)),
    );
    await Promise.all(all);
    expect(order).toEqual([1, 2, 3, 4, 5]);
  });

  it('can be closed twice, rejects what is left, and takes nothing afterwards', async () => {
    const left = [failure(service.parse(NEIGHBORS)), failure(service.parse(NEIGHBORS))];
    await service.close();
    await service.close();
    expect(await Promise.all(left)).toEqual(
      ['the program is closing', 'the program is closing'].map((line) => line),
    );
    expect(await failure(service.parse(NEIGHBORS))).toBe('the program is closing');
  });
});

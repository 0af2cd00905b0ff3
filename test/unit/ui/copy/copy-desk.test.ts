import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ShowrunError } from '../../../../src/core/errors.ts';
import { CopyDesk } from '../../../../src/ui/copy/copy-desk.ts';
import type { CopySubject } from '../../../../src/ui/copy/copy-subject.ts';
import type { DialogRequest } from '../../../../src/ui/dialog-desk.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';
import { settled } from '../../../helpers/settled.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'showrun-copy-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('copying', () => {
  it('says what was copied and how much', async () => {
    const { copied, said } = await copying({ answers: ['text'] });
    expect(copied).toEqual(['r1# show clock\n12:00\n']);
    expect(said).toEqual([
      "show clock of r1 as Text, 2 lines, 21 B: sent to the terminal's clipboard (OSC 52)",
    ]);
  });

  it('does nothing where the person changes their mind', async () => {
    const { copied, said } = await copying({ answers: [undefined], says: 0 });
    expect([copied, said]).toEqual([[], []]);
  });

  it('says why there is nothing to copy', async () => {
    const { asked, said } = await copying({ subject: 'no command has been answered yet' });
    expect(asked).toEqual([]);
    expect(said).toEqual(['no command has been answered yet']);
  });

  it('says why there is no table', async () => {
    const { said } = await copying({ answers: ['csv'] });
    expect(said).toEqual(['no template: none']);
  });

  it('offers a file where it is too much for a clipboard', async () => {
    const { asked, said } = await copying({ fits: 'no', answers: ['text', 'out.txt'] });
    expect(asked[1]).toMatchObject({
      kind: 'input',
      text: expect.stringMatching(/^show-clock-of-r1-\d{8}-\d{6}\.txt$/),
    });
    const file = join(folder, 'out.txt');
    expect(said).toEqual([`show clock of r1 as Text, 2 lines, 21 B: written to ${file}`]);
    expect(readFileSync(file, 'utf8')).toBe('r1# show clock\n12:00\n');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('never writes over a file, and asks again', async () => {
    writeFileSync(join(folder, 'mine.txt'), 'precious');
    const { asked, said } = await copying({
      fits: 'no',
      answers: ['text', 'mine.txt', 'two.txt'],
      says: 2,
    });
    expect(said[0]).toMatch(/mine\.txt was not written: it is there already/);
    expect(asked[2]).toMatchObject({ text: 'mine.txt' });
    expect(readFileSync(join(folder, 'mine.txt'), 'utf8')).toBe('precious');
    expect(readFileSync(join(folder, 'two.txt'), 'utf8')).toContain('12:00');
  });
});

const UNKNOWN = { mode: '', startedAtMs: undefined, elapsedMs: undefined, outcome: undefined };
const SUBJECT: CopySubject = {
  what: 'show clock of r1',
  blocks: [{ host: 'r1', command: 'show clock', text: '12:00', ...UNKNOWN }],
  rows: undefined,
  table: () => Promise.reject(new ShowrunError('no-template', 'no template', { advice: 'none' })),
};

async function copying(given: {
  readonly subject?: CopySubject | string;
  readonly answers?: readonly (string | undefined)[];
  readonly fits?: 'no';
  /** How many lines the person is told; 1 unless told. */
  readonly says?: number;
}) {
  const asked: DialogRequest[] = [];
  const said: string[] = [];
  const copied: string[] = [];
  const answers = [...(given.answers ?? [])];
  let saidAll: () => void = () => undefined;
  const whenSaid = new Promise<void>((resolve) => {
    saidAll = resolve;
  });
  const desk = new CopyDesk({
    controller: {
      say: (text) => {
        said.push(text);
        if (said.length === (given.says ?? 1)) saidAll();
      },
    },
    desk: {
      ask: (request, onAnswer) => {
        asked.push(request);
        onAnswer(answers.shift());
      },
    },
    clock: new FakeClock(),
    copy: (text) => {
      if (given.fits === 'no') return false;
      copied.push(text);
      return true;
    },
    folder,
    subject: () => given.subject ?? SUBJECT,
  });
  desk.open();
  if (given.says === 0) await settled();
  else await whenSaid;
  return { asked, said, copied };
}

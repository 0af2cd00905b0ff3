import { describe, expect, it } from 'vitest';
import { ShowrunError } from '../../../../../src/core/errors.ts';
import { Grid } from '../../../../../src/core/grid.ts';
import type { Table } from '../../../../../src/core/table/table.ts';
import { TextParser } from '../../../../../src/parse/text-parser.ts';
import { Doctor } from '../../../../../src/ui/table/doctor/doctor.ts';
import { drawDoctor } from '../../../../../src/ui/table/doctor/draw-doctor.ts';
import { loadTheme } from '../../../../../src/ui/theme.ts';
import { keyOf } from '../../../../helpers/view-person.ts';

const TEMPLATE = 'Value NAME (\\w+)\n\nStart\n  ^name ${NAME} -> Record\n';
const ANSWER = 'name one\nstrange\nname two';
const CASE = {
  platform: 'cisco_ios',
  command: 'show x',
  answer: ANSWER,
  name: 'cisco_ios/show_x',
  template: TEMPLATE,
  language: 'textfsm',
  isOwn: false,
} as const;
const theme = loadTheme('dark', undefined);

describe('the parser doctor', () => {
  it('reads the answer at once and knows the lines that are left over', async () => {
    const doctor = await opened();
    expect(rowsOf(doctor)).toEqual([['one'], ['two']]);
    expect(doctor.leftOver).toEqual([1]);
    expect(picture(doctor)).toContain('2 rows · 2/3 lines');
    expect(picture(doctor)).toContain('▌strange');
  });

  it('reads again with every edit, and shows which line of the template is wrong', async () => {
    const doctor = await opened();
    doctor.key({ ...keyOf('end'), ctrl: true }, 5);
    for (const letter of '  ^(') doctor.key(keyOf(letter), 5);
    await outcomeIs(doctor, 'failed');
    expect(doctor.outcome).toMatchObject({ line: 5 });
    expect(picture(doctor)).toMatch(/▌ {2}\^\(/);
    doctor.key(keyOf('backspace'), 5);
    for (const letter of 'strange') doctor.key(keyOf(letter), 5);
    await seen(doctor, () => doctor.outcome.status === 'read' && doctor.leftOver.length === 0);
    expect(doctor.isSaved).toBe(false);
  });

  it('leaves out what was typed while it was reading, but for the last', async () => {
    const read: string[] = [];
    const finish: (() => void)[] = [];
    const doctor = new Doctor(CASE, {
      read: ({ templateText = '' }) => {
        read.push(templateText);
        return new Promise<Table>((resolve) => {
          finish.push(() => resolve({ columns: [], rows: [], origin: undefined }));
        });
      },
    });
    for (const letter of 'abc') doctor.key(keyOf(letter), 5);
    expect(read).toHaveLength(1);
    const changed = new Promise<void>((resolve) => void doctor.changed.on(() => resolve()));
    finish[0]?.();
    await changed;
    await Promise.resolve();
    expect(read).toEqual([TEMPLATE, `abc${TEMPLATE}`]);
  });

  it('says why a template was stopped, and goes on with the next edit', async () => {
    let isSlow = true;
    const doctor = new Doctor(CASE, {
      read: async () => {
        if (isSlow) throw new ShowrunError('template-failed', 'template: too slow at input line 2');
        return { columns: ['a'], rows: [], origin: undefined };
      },
    });
    await outcomeIs(doctor, 'failed');
    expect(picture(doctor)).toContain('too slow at input line 2');
    isSlow = false;
    doctor.key(keyOf('x'), 5);
    await outcomeIs(doctor, 'read');
  });

  it('shows nothing that acts on a terminal, of template or answer', async () => {
    const doctor = new Doctor(
      { ...CASE, answer: 'a\x1b[31mb', template: '# \x1b]0;x\x07\n' },
      { read: async () => ({ columns: [], rows: [], origin: undefined }) },
    );
    await outcomeIs(doctor, 'read');
    expect(picture(doctor)).not.toMatch(/[\x00-\x09\x0b-\x1f]/);
  });

  it('asks to be saved and left', async () => {
    const doctor = await opened();
    expect(doctor.key({ ...keyOf('s'), ctrl: true, text: '' }, 5)).toBe('save');
    expect(doctor.key(keyOf('escape'), 5)).toBe('leave');
  });
});

async function opened(): Promise<Doctor> {
  const parser = new TextParser();
  const doctor = new Doctor(CASE, { read: async (request) => parser.read(request) });
  await outcomeIs(doctor, 'read');
  return doctor;
}

function outcomeIs(doctor: Doctor, status: 'read' | 'failed'): Promise<void> {
  return seen(doctor, () => doctor.outcome.status === status);
}

async function seen(doctor: Doctor, isSeen: () => boolean): Promise<void> {
  while (!isSeen()) await new Promise<void>((resolve) => void doctor.changed.on(() => resolve()));
}

function rowsOf({ outcome }: Doctor): Table['rows'] {
  return outcome.status === 'read' ? outcome.table.rows : [];
}

function picture(doctor: Doctor): string {
  const grid = new Grid({ cols: 80, rows: 20 });
  drawDoctor(grid, { doctor, rect: { x: 0, y: 0, w: 80, h: 20 }, theme });
  return grid.picture();
}

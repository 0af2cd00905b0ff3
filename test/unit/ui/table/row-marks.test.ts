import { describe, expect, it } from 'vitest';
import { TextParser } from '../../../../src/parse/text-parser.ts';
import { rawLines } from '../../../../src/ui/table/raw-lines.ts';
import { leftOverMarks, rowMarks } from '../../../../src/ui/table/row-marks.ts';
import { tableViewOf } from '../../../../src/ui/table/view-of.ts';
import { afterKeys } from '../../../helpers/view-person.ts';

const parser = new TextParser();

describe('the lines pointed out in the raw text', () => {
  it('are the very ones that made a row, of any host, sorted or not', () => {
    const view = afterKeys(
      viewOf('cisco_ios', brief('10.0.0.1', '10.0.0.2'), brief('10.0.0.3')),
      ...['right', 'right', 's', 's'],
    );
    for (const [row, address] of ['10.0.0.3', '10.0.0.2', '10.0.0.1'].entries()) {
      const marks = rowMarks({ ...view, row });
      const lines = rawLines({ ...view, marks });
      expect(marks?.lines.map((line) => lines[line])).toEqual([expect.stringContaining(address)]);
    }
  });

  it('are not shifted by lines that are cut before the template reads', () => {
    const times = 'Load for five secs: 1%/0%; one minute: 1%\nTime source is NTP, 12:00';
    const text = `${times}\n\n${brief('10.0.0.1')}\nwhat is this`;
    const view = viewOf('cisco_ios', text);
    const lines = rawLines(view);
    const at = (marks: ReturnType<typeof rowMarks>) => marks?.lines.map((line) => lines[line]);
    expect(at(rowMarks(view))).toEqual([expect.stringContaining('10.0.0.1')]);
    expect(at(leftOverMarks(view))).toEqual(['what is this']);
  });
});

function viewOf(platform: string, ...texts: readonly string[]) {
  const command = 'show ip interface brief';
  const results = texts.map((text, i) => {
    const table = parser.parse({ platform, command, text });
    return { host: `r${i}`, platform, command, text, table };
  });
  return tableViewOf({ results, failures: ['r9: gone'] }, 'pane');
}

function brief(...addresses: readonly string[]): string {
  const rows = addresses.map(
    (address, i) =>
      `GigabitEthernet0/${i}         ${address}        YES NVRAM  up                    up`,
  );
  return [
    'Interface              IP-Address      OK? Method Status                Protocol',
    ...rows,
  ].join('\n');
}

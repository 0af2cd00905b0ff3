import { afterAll, beforeAll, expect, it } from 'vitest';
import { TextParser } from '../../src/parse/text-parser.ts';
import {
  INDEX,
  type IndexFolder,
  makeIndexFolder,
  NAMES,
  PORTS,
  SPEEDS,
  TEMPLATES,
} from '../helpers/index-folder.ts';
import { peer } from '../helpers/peers.ts';
import { type CliTableJob, runCliTable } from '../helpers/python-clitable.ts';
import { pythonWithTextFsm } from '../helpers/python-textfsm.ts';

const python = pythonWithTextFsm();
const missing =
  python === undefined
    ? 'the Python package textfsm is not installed (apt-get install python3-textfsm)'
    : undefined;

peer('textfsm', missing)("the reference's clitable", () => {
  let folder: IndexFolder;
  beforeAll(() => {
    folder = makeIndexFolder(INDEX, TEMPLATES);
  });
  afterAll(() => folder.remove());

  const own = (jobs: readonly CliTableJob[]): unknown[] => {
    const parser = new TextParser({ folders: [folder.path] });
    return jobs.map((job) => {
      const table = parser.parse({ ...job, mode: 'strict' });
      if (table === undefined) return undefined;
      const rows = table.rows.map((row) =>
        row.map((cell) => (typeof cell === 'object' ? pythonList(cell ?? []) : String(cell))),
      );
      return { columns: table.columns, rows };
    });
  };
  const theirs = (jobs: readonly CliTableJob[]): unknown[] =>
    runCliTable(python ?? '', folder.path, jobs).map((run) =>
      'refused' in run
        ? undefined
        : { columns: run.columns.map((name) => name.toLowerCase()), rows: run.rows },
    );

  it('finds the same template for every way to type a command, and none where it has none', () => {
    const commands = ['show ports', 'sh ports', 'sho por', 'show port', 'sh po', 'show ports x'];
    const platforms = ['acme_os', 'acme_os_9', 'nobody', 'other_os'];
    const jobs = platforms.flatMap((platform) =>
      // Ours does not believe a looser template whose lines it does not all know; these it knows.
      commands.map((command) => ({ platform, command, text: PORTS })),
    );
    expect(own(jobs)).toEqual(theirs(jobs));
    expect(own(jobs).filter((run) => run !== undefined)).not.toHaveLength(0);
  });

  it('joins templates alike: by keys, the first such row counting, and by number where there are none', () => {
    const jobs = [
      { platform: 'acme_os', command: 'show all', text: `${PORTS}\n${NAMES}` },
      { platform: 'acme_os', command: 'show all', text: `${NAMES}\n${PORTS}` },
      { platform: 'acme_os', command: 'show all', text: PORTS },
      { platform: 'other_os', command: 'show plain', text: `${PORTS}\n${SPEEDS}` },
    ];
    expect(own(jobs)).toEqual(theirs(jobs));
  });
});

/** A list as Python prints it. */
function pythonList(items: readonly string[]): string {
  return `[${items.map((item) => `'${item}'`).join(', ')}]`;
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import ipynb from '../../src/export/formats/ipynb.ts';
import { exported, exportGiven, recordedHost, recordingOf } from '../helpers/export-given.ts';
import { peer } from '../helpers/peers.ts';
import { reportGiven } from '../helpers/report-recording.ts';

// Debian's own Python: a version manager's would not have Debian's packages.
const PYTHON = '/usr/bin/python3';

const CHECK = `
import json, sys, nbformat
notebook = nbformat.read(sys.argv[1], as_version=nbformat.NO_CONVERT)
nbformat.validate(notebook)
print(json.dumps([notebook.nbformat, notebook.nbformat_minor, len(notebook.cells)]))
`;

peer('nbformat', missingNbformat())('a notebook', () => {
  it.each([
    ['with all there can be', reportGiven(), 9],
    ['of a recording with nothing in it', exportGiven({ recording: recordingOf([]) }), 1],
    [
      'of a session without commands',
      exportGiven({ recording: recordingOf([recordedHost([])]) }),
      1,
    ],
  ])('%s is valid by nbformat', async (_, given, cells) => {
    const folder = mkdtempSync(join(tmpdir(), 'notebook-'));
    try {
      const file = join(folder, 'report.ipynb');
      writeFileSync(file, await exported(ipynb, given));
      const said = execFileSync(PYTHON, ['-W', 'error', '-c', CHECK, file], { encoding: 'utf8' });
      expect(JSON.parse(said)).toEqual([4, 5, cells]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function missingNbformat(): string | undefined {
  try {
    execFileSync(PYTHON, ['-c', 'import nbformat'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'nbformat is not installed (apt-get install python3-nbformat)';
  }
}

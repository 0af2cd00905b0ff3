import { describe, expect, it, onTestFinished } from 'vitest';
import { runShowrun } from '../helpers/run-showrun.ts';
import { makeTempHome } from '../helpers/temp-home.ts';

function home() {
  const one = makeTempHome();
  onTestFinished(() => one.remove());
  return one;
}

const BRIEF = 'show ip interface brief';

describe('a device that does not answer the command', () => {
  it('ends with 1 when a device refuses the command, and says which and why on stderr', async () => {
    const args = ['run', 'show nonsense', '--lab', '-H', 'r1,r2'];
    const { code, stderr } = await runShowrun(args, { home: home() });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^r1 .*% Invalid input detected/m);
    expect(stderr).toMatch(/^r2 .*% Invalid input detected/m);
  });

  it('keeps the hosts behind it from being told, where that was asked for, and names them', async () => {
    const args = ['run', 'show nonsense', '--lab', '-H', 'all', '--serial', '2'];
    const { code, stderr } = await runShowrun([...args, '--stop-on-failure'], { home: home() });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^r1 refused/m);
    expect(stderr).toMatch(/^r2 refused/m);
    expect(stderr).toMatch(/^r3 was not begun: r[12] has refused$/m);
    expect(stderr).toMatch(/^r4 was not begun: r[12] has refused$/m);
  });

  it('ends with 1 and keeps the table clean when one device of several cannot be reached', async () => {
    const args = ['run', BRIEF, '--lab', '-H', 'r1,127.0.0.1:1', '-o', 'csv'];
    const { code, stdout, stderr } = await runShowrun(args, { home: home() });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^127\.0\.0\.1:1 refused the connection at 127\.0\.0\.1 port 1/m);
    const widths = stdout
      .trimEnd()
      .split(/\r?\n/)
      .map((row) => row.split(',').length);
    expect(new Set(widths)).toEqual(new Set([5]));
  });
});

import { expect, it, onTestFinished } from 'vitest';
import { runShowrun } from '../helpers/run-showrun.ts';
import { makeTempHome } from '../helpers/temp-home.ts';

const BAD =
  '\x1b]0;PWNED\x07\x1b]52;c;UFdORUQ=\x07\x1b[2J\x1b[?1049l\x9b31m\u202eevil\u2066\u200b\u{e0041}';

it('names and files with control sequences are told in plain words', async () => {
  const home = makeTempHome();
  onTestFinished(() => home.remove());
  const told: string[] = [];
  for (const args of [
    ['run', 'x', '-H', BAD],
    ['run', 'x', '-i', `/nowhere/${BAD}`],
    ['run', 'x', '-o', BAD],
    ['run', 'x', `--${BAD}`],
    ['run', 'a', BAD],
    ['lab', BAD],
    ['lab', '-p', BAD],
  ]) {
    const { code, stderr } = await runShowrun(args, { home });
    expect(code).toBe(2);
    told.push(stderr);
  }
  expect(told.filter((line) => ACTING.test(line))).toEqual([]);
});

const ACTING = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;

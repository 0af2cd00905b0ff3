import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { peer } from '../helpers/peers.ts';
import type { Person } from '../helpers/person.ts';
import { runShowrun } from '../helpers/run-showrun.ts';
import { atShowrun } from '../helpers/showrun-program.ts';
import {
  DEVICE_PROMPT,
  homeKnowing,
  type SshDevice,
  startSshDevice,
} from '../helpers/ssh-device.ts';
import { startSshServer } from '../helpers/ssh-server.ts';
import { sshdMissing } from '../helpers/sshd.ts';
import { foreignSequences } from '../helpers/terminal-sequences.ts';

const BAD =
  '\x1b]0;PWNED\x07\x1b]52;c;UFdORUQ=\x07\x1b[2J\x1b[?1049l\x9b31m\u202eevil\u2066\u200b\u{e0041}';

/** What a device says outside its shell ends up in words of our own: dialogs, titles, messages, tables. */
it('a login that asks with control sequences asks in plain words', async () => {
  const server = await startSshServer({
    banner: `Welcome ${BAD}\r\n`,
    onLogin: (login) => {
      if (login.method !== 'keyboard-interactive') return login.reject(['keyboard-interactive']);
      const questions = [{ prompt: `Code ${BAD}: `, echo: true }];
      return login.prompt(questions, `Name ${BAD}`, `Note ${BAD}\n${'x'.repeat(5_000)}`, () =>
        login.reject(),
      );
    },
  });
  onTestFinished(() => server.close());
  const person = await atShowrun([`ann@127.0.0.1:${server.port}`]);
  await person.sees('answer ›');
  person.types('once\r');
  await person.sees('Code ');
  person.types('1\r');
  await person.sees('login failed');
  expectPlain(person);
});

it('a server that names itself and hangs up with control sequences is told in plain words', async () => {
  const server = await startSshServer({
    greeting: BAD,
    onLogin: (login) => login.reject(['publickey']),
  });
  onTestFinished(() => server.close());
  const person = await atShowrun([`ann@127.0.0.1:${server.port}`]);
  await person.sees(/answer ›|failed/);
  person.types('once\r');
  await person.sees(/failed · Enter tries again/);
  expectPlain(person);
});

peer('sshd', sshdMissing)('what a device prints', () => {
  let device: SshDevice;
  beforeAll(async () => {
    device = await startSshDevice();
  });
  afterAll(() => device?.close());

  const command =
    "printf 'a\\033]0;PWNED\\007b\\033]52;c;UFdORUQ=\\007c\\302\\2330md\\342\\200\\256e\\007f\\010g\\n'";

  it('is plain in the REPL, as a value, as a table and as raw text', async () => {
    const home = homeKnowing({ core: device });
    const person = await atShowrun(['core'], { home });
    await person.sees(DEVICE_PROMPT);
    person.presses('ctrl-]', 'r').types(`@core ${command}\r`);
    await person.sees(/Out\[1\]/);
    person.types("'seen ' + _.text\r");
    await person.sees(/Out\[2\]/);
    person.types('Out[1]\r');
    await person.sees(/Out\[3\]/);
    person.presses('ctrl-]', 'T');
    await person.sees(/raw/);
    person.presses('q').types("throw new Error('\\x1b]0;PWNED\\x07\\u202e')\r");
    await person.sees(/Error/);
    expectPlain(person);
  });

  it('sets a title and a prompt that stay plain in ours', async () => {
    const home = homeKnowing({ core: device });
    const person = await atShowrun(['core'], { home });
    await person.sees(DEVICE_PROMPT);
    person.types("PS1='\\[\\033]0;t\\u202eitle\\007\\]r\\033[1m1\\302\\233\\342\\200\\256# '\r");
    await person.sees('# ');
    person.types('configure\r');
    await person.sees('not found');
    expectPlain(person);
  });

  it.each(['table', 'json', 'csv', 'md', 'raw'])(
    'is plain on stdout as well: %s',
    async (format) => {
      const home = homeKnowing({ core: device });
      const args = ['run', command, '-H', 'core', '-o', format];
      const { code, stdout } = await runShowrun(args, { home });
      expect(code).toBe(0);
      expect(stdout).not.toMatch(
        /[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/,
      );
    },
  );
});

function expectPlain(person: Person): void {
  expect(foreignSequences(person.rawOutput)).toEqual([]);
  expect(person.rawOutput.toString()).not.toMatch(/[\u200b\u202a-\u202e\u2066-\u2069]/);
  expect(person.title).toBe('');
}

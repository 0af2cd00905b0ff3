import { afterAll, beforeAll, expect, it } from 'vitest';
import { peer } from '../helpers/peers.ts';
import { runShowrun } from '../helpers/run-showrun.ts';
import { homeKnowing, type SshDevice, startSshDevice } from '../helpers/ssh-device.ts';
import { sshdMissing } from '../helpers/sshd.ts';

peer('sshd', sshdMissing)('the text of an answer', () => {
  let device: SshDevice;
  beforeAll(async () => {
    device = await startSshDevice();
  });
  afterAll(() => device?.close());

  async function answerTo(command: string): Promise<unknown> {
    const home = homeKnowing({ core: device });
    const ran = await runShowrun(['run', command, '-H', 'core', '-o', 'json'], { home });
    expect(ran.stderr).toBe('');
    const [answer] = JSON.parse(ran.stdout) as { text: string }[];
    return answer?.text;
  }

  it.each([
    ['nothing at all', 'true', ''],
    ['one line', 'echo one', 'one'],
    ['no line end', "printf 'no end'", 'no end'],
    ['empty lines within', "printf 'a\\n\\n\\nb\\n'", 'a\n\n\nb'],
    ['blanks and tabs', "printf '  a\\tb  \\n'", '  a\tb  '],
    ['what looks like a prompt', "printf 'ann@device:~$ \\nreally\\n'", 'ann@device:~$ \nreally'],
    ['its own command', "echo 'echo one'", 'echo one'],
    ['wide and torn characters', "printf '日本語 naïve 🙂\\n'", '日本語 naïve 🙂'],
    ['a pager prompt in the text', "printf -- '--More--\\nrest\\n'", '--More--\nrest'],
    ['progress that overwrites itself', "printf '10%%\\r100%%\\n'", '100%'],
    ['colours', "printf '\\033[31mred\\033[0m\\n'", 'red'],
  ])('is exact with %s', async (_, command, text) => {
    expect(await answerTo(command)).toBe(text);
  });

  it('is exact with a line wider than any terminal, and with a command longer than one', async () => {
    expect(await answerTo("printf 'x%.0s' $(seq 3000)")).toBe('x'.repeat(3_000));
    const long = 'lang '.repeat(180).trim();
    expect(await answerTo(`echo ${long}`)).toBe(long);
  });

  it('is exact over fifty thousand lines', async () => {
    const text = await answerTo('seq 50000');
    expect(text).toBe(Array.from({ length: 50_000 }, (_, i) => i + 1).join('\n'));
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { peer } from '../helpers/peers.ts';
import type { Person } from '../helpers/person.ts';
import { atShowrun } from '../helpers/showrun-program.ts';
import {
  DEVICE_PROMPT,
  homeKnowing,
  type SshDevice,
  startSshDevice,
} from '../helpers/ssh-device.ts';
import { sshdMissing } from '../helpers/sshd.ts';

peer('sshd', sshdMissing)('the life of a session', () => {
  let device: SshDevice;
  beforeAll(async () => {
    device = await startSshDevice();
  });
  afterAll(() => device?.close());

  async function atDevice(...names: string[]): Promise<Person> {
    const home = homeKnowing({ core: device, edge: device });
    const person = await atShowrun(names.length > 0 ? names : ['core'], { home });
    await person.sees(DEVICE_PROMPT);
    return person;
  }

  it('ends with exit, keeps its text, and begins again with Enter in the same pane', async () => {
    const person = await atDevice();
    person.types('echo kept-$((1+1))\r');
    await person.sees('kept-2');
    person.types('exit 7\r');
    await person.sees(/closed \d\d:\d\d:\d\d · Enter reconnects/);
    expect(person.screen()).toContain('kept-2');
    person.types('ignored');
    person.presses('enter');
    await person.sees((screen) => screen.split(DEVICE_PROMPT).length >= 4);
    person.types('echo again-$((1+1))\r');
    await person.sees('again-2');
    expect(person.screen()).toContain('kept-2');
    expect(person.screen()).not.toContain('ignored');
  });

  it('opens a closed pane again, split beside another, and finds hosts by parts of their names', async () => {
    const person = await atDevice('core', 'edge');
    await person.sees((screen) => screen.split(DEVICE_PROMPT).length === 3);
    person.presses('ctrl-]', '2', 'ctrl-]', 'x');
    await person.losesSightOf('2 edge');
    person.presses('ctrl-]', 'u');
    await person.sees('2 edge');
    await person.sees((screen) => screen.split(DEVICE_PROMPT).length === 3);
    person.presses('ctrl-]', '"');
    await person.sees('Open a host beside this pane');
    person.types('cor');
    await person.sees(/core/);
    person.presses('enter');
    await person.sees(/3 core/);
    await person.sees((screen) => screen.split(DEVICE_PROMPT).length === 4);
  });

  it('follows a hundred new window sizes in the middle of a flood, and ends at the last one', async () => {
    const person = await atDevice();
    person.types('yes "flood $(seq -s- 40)"\r');
    await person.sees('flood 1-2-3');
    for (let i = 0; i < 100; i++) person.resizes(60 + ((i * 7) % 90), 12 + ((i * 5) % 30));
    person.resizes(101, 33);
    await person.sees(/^─ REPL ─+/m);
    person.presses('ctrl-c');
    await person.sees(/ann@device:~\$ *$/m);
    person.types('clear; stty size\r');
    await person.sees(/^\d+ 101 *$/m);
    person.presses('ctrl-]', 'z').types('clear; stty size\r');
    await person.sees(/^31 101 *$/m);
  });

  it('types in one pane do not reach another, however fast the focus moves', async () => {
    const person = await atDevice('core', 'edge');
    await person.sees((screen) => screen.split(DEVICE_PROMPT).length === 3);
    person.types('\x1d1echo one-$((1+1))\x1d2echo two-$((1+1))\r\x1d1\r');
    await person.sees('one-2');
    await person.sees('two-2');
    for (const row of person.screen().split('\n')) {
      const [left, right] = row.split('│');
      expect(left).not.toContain('two');
      expect(right ?? '').not.toContain('one');
    }
  });
});

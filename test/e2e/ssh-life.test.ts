import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
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

  it('shows when it broke and came back among the old lines, too', async () => {
    const person = await atDevice();
    person.types('seq 100\r');
    await person.sees(/^100 *$/m);
    device.sshd.killSessions();
    await person.sees('connection lost');
    person.presses('enter');
    await person.sees((screen) => /connection lost[\s\S]*ann@device/.test(screen));
    person.types('seq 101 200\r');
    await person.sees(/^200 *$/m);
    person.presses('ctrl-]', '[', '/').types('connection lost\r');
    await person.sees(/── connection lost \d\d:\d\d:\d\d: core closed the connection/);
    expect(person.screen()).toMatch(/^101 *$/m);
    person.presses('g');
    await person.sees(/^1 *$/m);
    person.presses('q');
    await person.sees(/^200 *$/m);
  });

  it('scrolls with the wheel: old lines in a shell, the text in less and vim; clicks stay here', async () => {
    const person = await atDevice();
    person.types('seq 100\r');
    await person.sees(/^100 *$/m);
    person.clicks(10, 10, 'wheel-up');
    await person.sees(/↑ \d+ lines/);
    person.types('\r');
    await person.losesSightOf(/↑ \d+ lines/);
    person.types('seq 1000 | less\r');
    await person.sees(/^: *$/m);
    person.clicks(10, 10, 'wheel-down').clicks(10, 10, 'wheel-down');
    await person.losesSightOf(/^1 *$/m);
    person.types('q');
    await person.sees(/^ann@device:~\$ *$/m);
    person.types("seq 1000 | vim -n -u NONE -N -c 'set mouse=a ttymouse=sgr ruler' -\r");
    await person.sees(/1,1 +Top/);
    // The mouse is the person's: a program that asks for it gets no clicks, and the wheel as arrows.
    person.clicks(1, 5).presses('down');
    await person.sees(/2,1 +Top/);
    person.clicks(1, 5, 'wheel-down');
    await person.sees(/5,1 +Top/);
    person.types(':q!\r');
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

peer('sshd', sshdMissing)('a session that is killed', () => {
  it('in the middle of its output keeps its text, says so, and connects again below it by itself', async () => {
    const one = await startSshDevice();
    onTestFinished(() => one.close());
    const person = await atShowrun(['core'], { home: homeKnowing({ core: one }) });
    await person.sees(DEVICE_PROMPT);
    person.types('i=0; while :; do i=$((i+1)); echo line-$i; done').presses('enter');
    await person.sees(/^line-\d{3,}/m);
    one.sshd.killSessions();
    await person.sees(/connection lost/);
    const last = [...person.screen().matchAll(/^line-(\d+) *$/gm)].at(-1)?.[1];
    expect(last).toBeDefined();
    await person.sees(/connected again [\d:]{8} after \d s, \d attempts?/);
    await person.sees((screen) => screen.lastIndexOf(DEVICE_PROMPT) > screen.indexOf('again'));
    expect(person.screen()).toContain(`line-${last}`);
    expect(person.screen()).toMatch(/connection lost/);
    person.types('echo again-$((1+1))').presses('enter');
    await person.sees('again-2');
    person.presses('ctrl-]', '[', 'pageup');
    await person.sees(/↑ \d+ lines/);
    await person.sees(/^line-\d+/m);
  });
});

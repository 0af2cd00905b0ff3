import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { peer } from '../helpers/peers.ts';
import { atShowrun } from '../helpers/showrun-program.ts';
import {
  DEVICE_PROMPT,
  homeKnowing,
  type SshDevice,
  startSshDevice,
} from '../helpers/ssh-device.ts';
import { sshdMissing } from '../helpers/sshd.ts';

async function device(): Promise<SshDevice> {
  const started = await startSshDevice();
  onTestFinished(() => started.close());
  return started;
}

peer('sshd', sshdMissing)('a device that goes down and comes back', () => {
  it('is counted down to, and its pane is usable again by itself', async () => {
    const core = await device();
    const person = await atShowrun(['core'], { home: homeKnowing({ core }) });
    await person.sees(DEVICE_PROMPT);
    person.types('echo before-$((1+1))\r');
    await person.sees('before-2');
    await core.sshd.goesDown();
    await person.sees(/lost 0:0\d ago · next try in 1 s · attempt [23]/);
    await person.sees(/lost 0:0\d ago · next try in \d s · attempt 4/);
    person.types('lost keys');
    await core.sshd.comesUp();
    await person.sees(/── connected again [\d:]{8} after \d+ s, \d attempts ──/);
    await person.sees((screen) => screen.lastIndexOf(DEVICE_PROMPT) > screen.indexOf('again'));
    person.types('echo after-$((1+1)); stty size\r');
    await person.sees(/after-2[\s\S]*\d+ 120/);
    expect(person.screen()).toContain('before-2');
    expect(person.screen()).not.toContain('lost keys');
  });

  it('is left alone at Ctrl-C, and tried at once with Enter', async () => {
    const core = await device();
    const person = await atShowrun(['core'], { home: homeKnowing({ core }) });
    await person.sees(DEVICE_PROMPT);
    await core.sshd.goesDown();
    await person.sees(/next try in/);
    person.presses('ctrl-c');
    await person.sees(/stopped trying [\d:]{8} after \d attempts? · press Enter to reconnect/);
    await person.sees('Enter reconnects');
    await core.sshd.comesUp();
    person.presses('enter');
    await person.sees(/connected again/);
  });

  it('stays away where the settings say so', async () => {
    const core = await device();
    const home = homeKnowing({ core });
    mkdirSync(join(home.path, '.config/showrun'), { recursive: true });
    writeFileSync(join(home.path, '.config/showrun/config.json'), '{"reconnect": "off"}');
    const person = await atShowrun(['core'], { home });
    await person.sees(DEVICE_PROMPT);
    core.sshd.killSessions();
    await person.sees(/lost [\d:]{8} · Enter reconnects/);
  });

  it('brings twenty sessions back', async () => {
    const core = await device();
    const names = Array.from({ length: 20 }, (_, i) => `r${i + 1}`);
    const home = homeKnowing(Object.fromEntries(names.map((name) => [name, core])));
    const person = await atShowrun(names, { home, cols: 200, rows: 60 });
    await person.sees(/ {3}20 open/, { withinMs: 30_000 });
    await core.sshd.goesDown();
    await person.sees((screen) => screen.split('connection lost').length === 21);
    await core.sshd.comesUp();
    const areBack = (screen: string) => screen.split('connected again').length === 21;
    await person.sees(areBack, { withinMs: 30_000 });
  });

  it('is waited for through its reload, which is timed, from a pane and from the REPL', async () => {
    const core = await device();
    const person = await atShowrun(['core'], { home: homeKnowing({ core }) });
    await person.sees(DEVICE_PROMPT);
    person.presses('ctrl-]', 'W');
    await person.sees(/waiting for its reload 0:0\d/);
    await core.sshd.goesDown();
    await person.sees(/reloading, gone 0:0\d · attempt \d/);
    await core.sshd.comesUp();
    await person.sees(/core is back after \d+ s \(gone \d+ s\)/);
    await person.sees(/── back again [\d:]{8} after \d+ s \(gone \d+ s, \d+ attempts?\) ──/);
    person.presses('ctrl-]', 'r').types('core.reloaded()\r');
    await person.sees(/waiting for its reload/);
    person.presses('ctrl-]', '1').types('exit\r');
    await person.sees((screen) => screen.split('core is back after').length >= 2);
  });

  it('shows that it owes an answer, and that it is heard again', async () => {
    const core = await device();
    const person = await atShowrun(['core'], { home: homeKnowing({ core }) });
    await person.sees(DEVICE_PROMPT);
    person.types('sleep 1.5; echo awake-$((1+1))\r');
    await person.sees('awake-2');
    core.sshd.freezeSessions();
    await person.sees(/no reply for 1\d s/, { withinMs: 20_000 });
    core.sshd.thawSessions();
    await person.losesSightOf('no reply');
  });

  it('is found dead soon after the machine has slept, and comes back', async () => {
    const core = await device();
    const person = await atShowrun(['core'], { home: homeKnowing({ core }) });
    await person.sees(DEVICE_PROMPT);
    person.types('sleep 1.5; echo awake-$((1+1))\r');
    await person.sees('awake-2');
    // The line goes nowhere from now on, as one that was forgotten on the way while the lid was closed.
    core.sshd.freezeSessions();
    person.signals('SIGSTOP');
    const stoppedMs = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 8_000));
    person.signals('SIGCONT');
    await person.sees(/connection lost/, { withinMs: 9_000 });
    await person.sees(/connected again/, { withinMs: 9_000 });
    expect(performance.now() - stoppedMs).toBeLessThan(18_000);
  });
});

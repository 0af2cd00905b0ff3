import { afterAll, beforeAll, expect, it } from 'vitest';
import { peer } from '../helpers/peers.ts';
import { atShowrun } from '../helpers/showrun-program.ts';
import {
  DEVICE_PROMPT,
  homeKnowing,
  type SshDevice,
  startSshDevice,
} from '../helpers/ssh-device.ts';
import { sshdPasswordMissing } from '../helpers/sshd.ts';

peer('sshd', sshdPasswordMissing)('a password', () => {
  let one: SshDevice;
  beforeAll(async () => {
    one = await startSshDevice({ password: true, config: ['PubkeyAuthentication no'] });
  });
  afterAll(() => one?.close());

  it('is asked for in a dialog that does not show it; a wrong one is tried once, Enter asks again', async () => {
    const person = await atShowrun(['core'], { home: homeKnowing({ core: one }) });
    await person.sees(`password for ${one.sshd.username}@core`);
    person.types('not-the-password');
    await person.sees('•'.repeat('not-the-password'.length));
    person.presses('enter');
    await person.sees('refused the password');
    await person.sees('login failed · Enter tries again');
    expect(one.sshd.log().match(/Failed password/g)).toHaveLength(1);
    person.presses('enter');
    await person.sees(`password for ${one.sshd.username}@core`);
    person.types(one.sshd.password).presses('enter');
    await person.sees(DEVICE_PROMPT);
    expect(one.sshd.log().match(/Failed password/g)).toHaveLength(1);
    expect(person.rawOutput.includes(one.sshd.password)).toBe(false);
    expect(person.rawOutput.includes('not-the-password')).toBe(false);
  });

  it('is not sent after Escape', async () => {
    const before = one.sshd.log().match(/Failed password/g)?.length ?? 0;
    const person = await atShowrun(['core'], { home: homeKnowing({ core: one }) });
    await person.sees('password for');
    person.types('secret').presses('escape');
    await person.sees('no password was given');
    expect(one.sshd.log().match(/Failed password/g)?.length ?? 0).toBe(before);
  });

  it('may be pasted, and is asked for once for many panes on one host', async () => {
    const person = await atShowrun(['core', 'core'], { home: homeKnowing({ core: one }) });
    await person.sees('password for');
    person.pastes(`${one.sshd.password}\n`);
    await person.sees(/•{8}/);
    person.presses('enter');
    await person.sees((screen) => screen.split(DEVICE_PROMPT).length === 3);
    expect(person.screen()).not.toContain('password for');
  });
});

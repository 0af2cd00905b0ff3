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

peer('sshd', sshdMissing)('what is typed in one go over a change of place', () => {
  let device: SshDevice;
  beforeAll(async () => {
    device = await startSshDevice();
  });
  afterAll(() => device?.close());

  async function atDevice(): Promise<Person> {
    const person = await atShowrun(['core'], { home: homeKnowing({ core: device }) });
    await person.sees(DEVICE_PROMPT);
    return person;
  }

  it('goes to the device after the key that leaves the old lines', async () => {
    const person = await atDevice();
    person.types('\x1d[qecho žluť-$((1+1))\r');
    await person.sees('žluť-2');
  });

  it('goes to the device after the key that closes a dialog', async () => {
    const person = await atDevice();
    person.pastes('echo first-$((1+1))\necho second-$((1+1))\n');
    await person.sees('Paste 2 lines');
    person.types('\r\r');
    await person.sees(/^second-2/m);
  });

  it('goes to the REPL and back with the prefix', async () => {
    const person = await atDevice();
    person.types('\x1dr40+2\r\x1d1echo back-$((1+1))\r');
    await person.sees('Out[1]: 42');
    await person.sees('back-2');
    expect(person.screen()).not.toContain('Error');
  });
});

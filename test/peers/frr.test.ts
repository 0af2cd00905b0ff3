import { afterAll, beforeAll, expect, it } from 'vitest';
import { atKeyboard } from '../helpers/at-keyboard.ts';
import { type Frr, frrMissing, startFrr } from '../helpers/frr.ts';
import { peer } from '../helpers/peers.ts';
import { plainSshArgs } from '../helpers/ssh-home.ts';

peer('FRR', frrMissing)('FRR routers', () => {
  let frr: Frr;
  beforeAll(async () => {
    frr = await startFrr(['r1', 'r2', 'r3']);
  });
  afterAll(() => frr?.close());

  it('are a converged OSPF network', () => {
    for (const router of frr.routers) {
      const neighbours = router.vtysh('show ip ospf neighbor');
      expect(neighbours.match(/Full\//g), neighbours).toHaveLength(2);
    }
  });

  it('answer plain ssh with their own shell', async () => {
    const [r1] = frr.routers;
    if (!r1) throw new Error('no router');
    const args = plainSshArgs({ sshd: r1.sshd, keyFile: frr.keyFile });
    const person = await atKeyboard({ command: 'ssh', args });
    await person.sees(/^r1# $/m);
    person.types('configure terminal').presses('enter');
    await person.sees(/^r1\(config\)# $/m);
    person.types('end').presses('enter').types('show ip route 10.255.0.3').presses('enter');
    await person.sees(/Known via "ospf"/);
    person.types('exit').presses('enter');
    expect(await person.exits()).toMatchObject({ code: 0 });
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { frrMissing, startFrr } from '../helpers/frr.ts';
import { titled } from '../helpers/lab-person.ts';
import { peer } from '../helpers/peers.ts';
import { runShowrun } from '../helpers/run-showrun.ts';
import { atShowrun } from '../helpers/showrun-program.ts';
import { rememberSshds } from '../helpers/ssh-home.ts';
import { makeTempHome } from '../helpers/temp-home.ts';

/** One router that greets people with words of its own, and a home that may log in there. */
async function startQuietRouter() {
  const frr = await startFrr(['r1'], { greeting: 'Authorised use only' });
  onTestFinished(() => frr.close());
  const [router] = frr.routers;
  if (router === undefined) throw new Error('no router was started');
  const { sshd } = router;
  const home = makeTempHome();
  onTestFinished(() => home.remove());
  rememberSshds(home, [{ name: 'r1', sshd, keyFile: frr.keyFile }]);
  const inventory = join(home.path, 'inventory.yaml');
  const how = `username: ${sshd.username}, key: ${frr.keyFile}`;
  writeFileSync(inventory, `hosts: { r1: { address: 127.0.0.1, port: ${sshd.port}, ${how} } }\n`);
  return { home, inventory };
}

peer('FRR', frrMissing)('an FRR router that does not say what it is', () => {
  it('is opened without a word, asked before the first command of a script, and known from then on', async () => {
    const { home, inventory } = await startQuietRouter();
    const person = await atShowrun(['-i', inventory, 'r1'], { env: home.env });
    await person.sees(/Authorised use only[\s\S]*r1# /);
    await person.sees(titled('r1', /r1 · \w+ ●/));
    person.presses('ctrl-]', 'r').types("r1.run('show ip route').platform").presses('enter');
    await person.sees(/Out\[1\]: 'frr'/);
    await person.sees(titled('r1', /r1 · FRRouting \(vtysh\) · privileged ●/));
    person.presses('ctrl-]', 'q');
    await person.exits();

    const again = await atShowrun(['-i', inventory, 'r1'], { env: home.env });
    await again.sees(titled('r1', /r1 · FRRouting \(vtysh\) · privileged ●/));

    const { stdout } = await runShowrun(['platforms', '--remembered'], { home });
    expect(stdout).toMatch(/^127\.0\.0\.1:\d+ {2}\d{4}-\d\d-\d\d {2}frr {2}SHA256:/);
  });

  it('answers a script though its greeting ends on the line of the first prompt, whoever named its platform', async () => {
    const { home, inventory } = await startQuietRouter();
    const named = readFileSync(inventory, 'utf8').replace('address:', 'platform: frr, address:');
    writeFileSync(`${inventory}.named.yaml`, named);
    for (const file of [inventory, `${inventory}.named.yaml`, inventory]) {
      const args = ['run', 'show version', '-i', file, '-H', 'r1', '-o', 'raw'];
      const { code, stdout, stderr } = await runShowrun(args, { home });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^FRRouting \d/);
    }
  });
});

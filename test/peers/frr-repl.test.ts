import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Frr, frrMissing, startFrr } from '../helpers/frr.ts';
import { frrHome, frrInventory } from '../helpers/frr-home.ts';
import { inRepl } from '../helpers/lab-person.ts';
import { peer } from '../helpers/peers.ts';
import { type Ran, runShowrun } from '../helpers/run-showrun.ts';
import { atShowrun } from '../helpers/showrun-program.ts';
import type { TempHome } from '../helpers/temp-home.ts';

// Scripts and the REPL over real routers: what they say is held against vtysh.

peer('FRR', frrMissing)('the REPL over FRR routers', () => {
  let frr: Frr;
  beforeAll(async () => {
    frr = await startFrr(['r1', 'r2', 'r3']);
  });
  afterAll(() => frr?.close());

  function home(): TempHome {
    return frrHome(frr);
  }

  function inventoryIn(where: TempHome): string {
    return frrInventory(frr, where, { group: 'core', platform: 'frr' });
  }

  async function script(source: string, where = home()): Promise<Ran> {
    const args = ['script', '-', '-i', inventoryIn(where), '-y'];
    return await runShowrun(args, { home: where, input: source });
  }

  function staticRoutes(router: number): string[] {
    return (
      frr.routers[router]?.vtysh('show running-config').match(/^ip route 198\.18\..*$/gm) ?? []
    );
  }

  it('picks, counts and joins what all of them answer, before it has arrived and after', async () => {
    const { code, stdout, stderr } = await script(`
const t = await all.run('show ip ospf neighbor').where('state ~ ^Full').group('host', { n: 'count' });
print(t.map((row) => row.host + ' ' + row.n).join(', '));
x = @core show ip route |> where network = 10.255.0.1 and host != r1 |> select host, network |> sort -host
print(x.rows.map((row) => row.host).join(' '));
for (const one of all) print(String(one), (await one.run('show ip route')).ok);
`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe('r1 2, r2 2, r3 2\nr3 r2\nr1 true\nr2 true\nr3 true\n');
  });

  it('takes a snapshot, and finds just the route that was added, and nothing once it is gone', async () => {
    const { code, stdout, stderr } = await script(`
const has = async () => (await r1.run('show ip route')).text.includes('198.18.7.0/24');
const taken = %snapshot before show ip route @r1
await r1.config('ip route 198.18.7.0/24 Null0');
while (!(await has()));
const more = %diff before
print(more.changed, more.added.length, String(more.added[0].key).includes('198.18.7.0'), more.removed.length);
await r1.config('no ip route 198.18.7.0/24 Null0');
while (await has());
const same = %diff before
print(same.changed);
`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe('true 1 true 0\nfalse\n');
    expect(staticRoutes(0)).toEqual([]);
  });

  it('sends a block to several routers by %%config, and stops at a line that one refuses', async () => {
    const good = await script('%%config r1,r2 --yes\n! stays here\nip route 198.18.9.0/24 Null0\n');
    expect({ code: good.code, stderr: good.stderr }).toEqual({ code: 0, stderr: '' });
    expect([staticRoutes(0), staticRoutes(1)]).toEqual([
      ['ip route 198.18.9.0/24 Null0'],
      ['ip route 198.18.9.0/24 Null0'],
    ]);
    const bad = await script(
      '%%config r1,r2 --yes\nno ip route 198.18.9.0/24 Null0\nip rute 1\nip route 198.18.8.0/24 Null0\n',
    );
    expect(bad.code).toBe(1);
    expect([staticRoutes(0), staticRoutes(1)]).toEqual([[], []]);
  });

  it('says in a live session what changes while somebody else changes it', async () => {
    const where = home();
    const person = await atShowrun(['-i', inventoryIn(where), 'r1', 'r2'], {
      home: where,
      cols: 130,
      rows: 40,
    });
    await person.sees(/2 r2 · FRRouting \(vtysh\) · privileged/);
    await person.sees(/1 r1 · FRRouting \(vtysh\) · privileged/);
    person.presses('ctrl-]', 'r');
    person.types('%watch 1s @r1 show ip route |> where network ~ 198.18.0.0/15 until: count > 0\r');
    await person.sees(/running/);
    frr.routers[0]?.vtysh('configure terminal\nip route 198.18.77.0/24 Null0');
    await person.sees(inRepl(/198\.18\.77\.0/));
    await person.sees(inRepl(/In \[2\]:/));
    frr.routers[0]?.vtysh('configure terminal\nno ip route 198.18.77.0/24 Null0');
    person.types('_.rows[0].network\r');
    await person.sees(inRepl(/Out\[2\]: '198\.18\.77\.0'/));
  });
});

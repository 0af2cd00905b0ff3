import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Frr, frrMissing, startFrr } from '../helpers/frr.ts';
import { frrHome, frrInventory } from '../helpers/frr-home.ts';
import { peer } from '../helpers/peers.ts';
import { runShowrun } from '../helpers/run-showrun.ts';
import { atShowrun } from '../helpers/showrun-program.ts';
import type { TempHome } from '../helpers/temp-home.ts';

peer('FRR', frrMissing)('showrun on FRR routers', () => {
  let frr: Frr;
  beforeAll(async () => {
    frr = await startFrr(['r1', 'r2', 'r3']);
  });
  afterAll(() => frr?.close());

  function home(): TempHome {
    return frrHome(frr);
  }

  function inventoryIn(where: TempHome): string {
    return frrInventory(frr, where, { group: 'frr' });
  }

  async function rowsOf(command: string): Promise<Answer[]> {
    const where = home();
    const args = ['run', command, '-i', inventoryIn(where), '-H', '@frr', '-o', 'json'];
    const { code, stdout, stderr } = await runShowrun(args, { home: where });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(stdout) as Answer[];
  }

  it('finds the platform by itself and gives every route of every router, as vtysh prints them', async () => {
    const answers = await rowsOf('show ip route');
    expect(answers.map(({ host, platform }) => `${host} ${platform}`)).toEqual([
      'r1 frr',
      'r2 frr',
      'r3 frr',
    ]);
    for (const [i, { rows, text }] of answers.entries()) {
      const lines = frr.routers[i]?.vtysh('show ip route').match(/^[A-Z][>* ].*$/gm) ?? [];
      expect(text.match(/^[A-Z][>* ].*$/gm)).toHaveLength(lines.length);
      const networks = new Set(rows?.map((row) => `${row['network']}/${row['prefix_length']}`));
      for (const line of lines) {
        expect(networks).toContain(/\d+(?:\.\d+){3}\/\d+/.exec(line)?.[0]);
      }
    }
  });

  it('gives the OSPF neighbours of all routers as rows', async () => {
    const answers = await rowsOf('show ip ospf neighbor');
    const pairs = answers.flatMap(({ host, rows }) =>
      (rows ?? []).map(
        (row) => `${host} ${row['neighbor_id']} ${String(row['state']).split('/')[0]}`,
      ),
    );
    expect(pairs.sort()).toEqual([
      'r1 10.255.0.2 Full',
      'r1 10.255.0.3 Full',
      'r2 10.255.0.1 Full',
      'r2 10.255.0.3 Full',
      'r3 10.255.0.1 Full',
      'r3 10.255.0.2 Full',
    ]);
  });

  it('takes what FRR refuses as refused', async () => {
    const where = home();
    const args = ['run', 'show nonsense', '-i', inventoryIn(where), '-H', 'r1', '-o', 'json'];
    const { code, stdout } = await runShowrun(args, { home: where });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([{ outcome: 'refused', platform: 'frr' }]);
  });

  it('shows platform and mode in the title of each pane, and the answers of all as one table', async () => {
    const person = await atShowrun(['r1', 'r2', 'r3'], { home: home(), cols: 150, rows: 44 });
    await person.sees((screen) => screen.split('FRRouting (vtysh) · privileged').length === 4);
    person.types('configure terminal\r');
    await person.sees(/r1\(config\)# /);
    await person.sees(/1 r1 · .*configuration/);
    person.types('interface eth0\r');
    await person.sees(/r1\(config-if\)# /);
    person.types('end\r');
    await person.sees(/1 r1 · FRRouting \(vtysh\) · privileged/);
    person.presses('ctrl-]', 'r');
    person.types('@all show ip ospf neighbor\r');
    await person.sees('Out[1]');
    await person.sees(/show ip ospf neighbor[\s\S]*show ip ospf neighbor/);
    person.presses('ctrl-]', 'T');
    await person.sees((screen) => (screen.match(/Full/g) ?? []).length >= 6);
    await person.sees(/host .*neighbor_id/);
  });

  it('leaves the pager of a person alone, and needs none for a script', async () => {
    const person = await atShowrun(['r1'], { home: home(), cols: 100, rows: 30 });
    await person.sees(/^r1# /m);
    person.types('terminal paginate\r');
    await person.sees('terminal paginate');
    person.types('show ip ospf database router\r');
    await person.sees(/--More--|^:/m);
    person.types('q');
    await person.sees(/^r1# *$/m);
    person.presses('ctrl-]', 'r');
    person.types("(await r1.run('show ip ospf database router')).text.length > 2000\r");
    await person.sees(/Out\[1\]: true/);
  });
});

interface Answer {
  readonly host: string;
  readonly platform: string;
  readonly text: string;
  readonly rows: Record<string, unknown>[] | null;
}

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { atLab, inRepl, replText } from '../helpers/lab-person.ts';
import type { Person } from '../helpers/person.ts';
import { runShowrun } from '../helpers/run-showrun.ts';
import { makeTempHome } from '../helpers/temp-home.ts';

/** A screen on which the REPL has room for a whole diff. */
const TALL = { cols: 140, rows: 70 };
const SHUT = `
r1 · show ip interface brief  1 changed, 4 the same
~ GigabitEthernet0/1  status up → administratively down · proto up → down
r1 · show ip ospf neighbor  1 removed, 1 the same
- 2.2.2.2 GigabitEthernet0/1  priority 1 · state FULL/DR · ip_address 10.0.12.2
2 answers changed`;

describe('what changed on the lab', () => {
  it('is shown since a snapshot, row by row; x ignores a column from then on, in the next run too', async () => {
    const home = makeTempHome();
    onTestFinished(() => home.remove());
    const person = await atLab({ ...TALL, home });
    person.presses('ctrl-]', 'z');
    const commands = 'show ip interface brief; show ip ospf neighbor; show ip route';
    await runs(person, `%snapshot before ${commands} @r1`, 'snapshot before: 3 answers of r1');
    await runs(person, '%diff before', 'no difference in 3 answers');

    await runs(person, "r1.config(['interface Gi0/1', 'shutdown'])", 'Out[3]');
    const two = 'show ip interface brief; show ip ospf neighbor';
    await runs(person, `%diff before r1 ${two}`, SHUT);
    await runs(person, '%diff before show ip route', '~ 2.2.2.2/32');
    expect(replText(person.screen())).toContain('metric 2 → 4');

    person.presses('ctrl-]', 'T');
    await person.sees(/change +host +command +key +column +old/);
    await person.sees(/changed +r1 +show ip route +2\.2\.2\.2\/32 +metric +2 /);
    person.presses('x');
    await person.sees('metric is ignored in diffs of cisco_ios/show_ip_route');
    expect(person.screen()).not.toMatch(/changed +r1 .* metric /);
    expect(person.screen()).toMatch(/ignored: .*metric/);
    person.presses('X');
    await person.sees(/changed +r1 +show ip route +2\.2\.2\.2\/32 +metric /);
    person.presses('X', 'q');
    await person.sees(inRepl('In [6]:'));
    await runs(person, '%diff before show ip route', /ignored: .*metric/);
    await person.close();

    const kept = join(home.path, '.local/share/showrun/snapshots/before/snapshot.json');
    expect(statSync(kept).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(kept, 'utf8'))).toMatchObject({ name: 'before', hosts: ['r1'] });
    const later = await atLab({ ...TALL, home });
    later.presses('ctrl-]', 'z');
    await runs(later, "r1.config(['interface Gi0/1', 'shutdown'])", 'Out[1]');
    await runs(later, '%diff before show ip route', /ignored: .*metric/);
    expect(replText(later.screen())).not.toContain('metric 2 → 4');
  });

  it('is folded over all routers, and the one that is different stands apart', async () => {
    const person = await atLab(TALL);
    person.presses('ctrl-]', 'z');
    await runs(person, "r3.config(['interface Lo0', 'description x'])", 'Out[1]');
    const cell =
      '@all show interfaces |> where interface == Loopback0 |> select host, mtu, description';
    await runs(person, `${cell} |> fold`, 'r[1-2,4] (3)');
    await runs(person, '_.others', "[ 'r3' ]");
    await runs(person, '%fold @all show clock', 'r[1-4] (4)');
  });
});

describe('snapshots without a screen', () => {
  it('are taken, listed, compared with now and deleted; the exit code says whether anything changed', async () => {
    const home = makeTempHome();
    onTestFinished(() => home.remove());
    const show = (...args: readonly string[]) => runShowrun(args, { home });
    const asked = ['-c', 'show ip interface brief', '-c', 'show ip route'];
    const taken = await show('snapshot', 'before', '--lab', '-H', 'r1,r2', ...asked);
    expect(taken).toMatchObject({ code: 0, stdout: '' });
    expect(taken.stderr).toBe('snapshot before: 4 answers of r[1-2]\n');
    expect((await show('snapshot')).stdout).toMatch(/^before .* r\[1-2\] +4/m);

    const same = await show('diff', 'before', '--lab');
    expect(same.stdout).toMatch(/^before \(.*\) → now\nno difference in 4 answers\n/);
    expect(same.code).toBe(0);
    const json = await show('diff', 'before', '--lab', '-o', 'json');
    expect(JSON.parse(json.stdout)).toMatchObject({ version: 1, changed: false, missing: [] });

    const two = await show('diff', 'r1', 'r2', '--lab', '-c', 'show ip interface brief');
    expect(two.code).toBe(1);
    expect(two.stdout).toContain('~ Loopback0           ip_address 1.1.1.1 → 2.2.2.2');
    expect(two.stdout).not.toContain('\u001b');

    expect(await show('snapshot', 'before', '--lab')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("there is a snapshot 'before' already"),
    });
    expect((await show('diff', 'nothing')).code).toBe(2);
    expect((await show('snapshot', '-d', 'before')).code).toBe(0);
    expect((await show('snapshot')).stdout).toBe('');
  });

  it('say that no host could be connected', async () => {
    const home = makeTempHome();
    onTestFinished(() => home.remove());
    const { code, stderr } = await runShowrun(
      ['snapshot', 'x', '-H', 'nobody@127.0.0.1:1', '-c', 'show version'],
      { home },
    );
    expect(code).toBe(3);
    expect(stderr).toContain('nothing is kept');
  });
});

async function runs(person: Person, cell: string, expected: string | RegExp): Promise<void> {
  const before = replText(person.screen());
  person.types(cell).presses('enter');
  await person.sees(
    (screen) =>
      replText(screen) !== before && inRepl(expected)(screen) && !/ running /.test(screen),
  );
}

import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { Session } from '../../src/session/session.ts';
import { openHome } from '../helpers/backstage.ts';
import { type Frr, type FrrRouter, frrMissing, startFrr } from '../helpers/frr.ts';
import { peer } from '../helpers/peers.ts';
import { rememberSshds } from '../helpers/ssh-home.ts';
import { makeTempHome } from '../helpers/temp-home.ts';

peer('FRR', frrMissing)('a session on an FRR router', () => {
  let frr: Frr;
  let router: FrrRouter;
  beforeAll(async () => {
    frr = await startFrr(['r1', 'r2'], { pager: 'more' });
    const [first] = frr.routers;
    if (first === undefined) throw new Error('no router');
    router = first;
  });
  afterAll(() => frr?.close());

  async function session(platform = 'frr'): Promise<Session> {
    const home = makeTempHome();
    onTestFinished(() => home.remove());
    const { sshd } = router;
    rememberSshds(home, [{ name: 'r1', sshd, keyFile: frr.keyFile }]);
    const at = `address: 127.0.0.1, port: ${sshd.port}, username: ${sshd.username}`;
    const host = `{ ${at}, key: ${frr.keyFile}, platform: ${platform} }`;
    const size = { cols: 80, rows: 24 };
    return await openHome(home, { inventory: `hosts:\n  r1: ${host}\n`, size }).session('r1');
  }

  const ROUTES = Array.from({ length: 400 }, (_, i) => {
    return `ip route 198.18.${Math.floor(i / 200)}.${i % 200}/32 Null0`;
  });

  it('takes a configuration of 400 lines, and gives it back as vtysh -c prints it', async () => {
    const r1 = await session();
    expect(await r1.config(ROUTES)).toMatchObject({ outcome: 'ok' });
    expect(r1.mode).toBe('privileged');
    const { text } = await r1.run('show running-config');
    expect(text.split('\n').filter((line) => ROUTES.includes(line))).toHaveLength(ROUTES.length);
    expect(text.trim()).toBe(router.vtysh('show running-config').trim());
  });

  it('answers the pager that somebody has turned on, page by page, and loses no line', async () => {
    const r1 = await session();
    await r1.config(ROUTES);
    await r1.run('terminal paginate');
    for (const command of ['show running-config', 'show ip route static']) {
      const { text } = await r1.run(command);
      expect(withoutAges(text)).toBe(withoutAges(router.vtysh(command)));
    }
    expect((await r1.run('show nonsense')).outcome).toBe('refused');
  });

  it('stops a configuration at the line that FRR refuses, and says which and why', async () => {
    const r1 = await session();
    const lines = ['ip route 198.19.0.1/32 Null0', 'ip rute 1', 'ip route 198.19.0.2/32 Null0'];
    const result = await r1.config(lines);
    expect(result).toMatchObject({ outcome: 'refused' });
    expect(JSON.stringify(result)).toContain('ip rute 1');
    expect(r1.mode).toBe('privileged');
    const { text } = await r1.run('show running-config');
    expect(text).toContain('ip route 198.19.0.1/32 Null0');
    expect(text).not.toContain('198.19.0.2');
  });

  it('keeps its answers apart from a changed host name', async () => {
    const r1 = await session('auto');
    await r1.config(['hostname quite-another']);
    expect((await r1.run('show version')).text).toContain('FRRouting');
    expect(r1.hostname).toBe('quite-another');
    await r1.config(['hostname r1']);
    expect((await r1.run('show ip ospf neighbor')).text).toContain('10.255.0.2');
  });
});

/** Ages go on between two looks, and more(1) fills its last page with blank lines. */
function withoutAges(text: string): string {
  const lines = text.replace(/\b\d\d:\d\d:\d\d\b/g, 'age').split('\n');
  return lines
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}

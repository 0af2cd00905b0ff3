import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { inPane, titled } from '../helpers/lab-person.ts';
import { peer } from '../helpers/peers.ts';
import { runShowrun } from '../helpers/run-showrun.ts';
import { atShowrun } from '../helpers/showrun-program.ts';
import { type Sshd, sshdPasswordMissing, startSshd } from '../helpers/sshd.ts';
import { startTelnetd, type Telnetd, telnetdMissing } from '../helpers/telnetd.ts';
import { makeTempHome } from '../helpers/temp-home.ts';

peer('telnetd', telnetdMissing ?? sshdPasswordMissing)('a host behind a real telnetd', () => {
  let telnetd: Telnetd;
  let sshd: Sshd;
  beforeAll(async () => {
    telnetd = await startTelnetd();
    sshd = await startSshd({ password: true });
  });
  afterAll(async () => {
    await telnetd?.close();
    await sshd?.close();
  });

  /** `ssh` typed on the jump host, which asks for the password there. */
  function atHome(port: number) {
    const home = makeTempHome();
    onTestFinished(() => home.remove());
    const file = join(home.path, 'inventory.yaml');
    const options = '-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null';
    writeFileSync(
      file,
      `hosts:
  inner:
    address: 127.0.0.1
    port: ${telnetd.port}
    transport: telnet
    platform: linux
    username: ${telnetd.username}
    password: { env: JUMP }
    then:
      - send: "ssh ${options} -o PubkeyAuthentication=no -p ${port} ${sshd.username}@127.0.0.1"
        platform: linux
        password: { env: INNER }
`,
    );
    const env = { JUMP: telnetd.password, INNER: sshd.password };
    return { home, file, env };
  }

  it('is reached by ssh typed there, each with its own password', async () => {
    const { home, file, env } = atHome(sshd.port);
    const args = ['run', 'id -un', '-i', file, '-H', 'inner', '-o', 'raw'];
    const ran = await runShowrun(args, { home, env });
    expect(ran).toEqual({ code: 0, stdout: `${sshd.username}\n`, stderr: '' });
  });

  it('says where the way ends, and runs nothing on the host before', async () => {
    const { home, file, env } = atHome(1);
    const args = ['run', 'id -un', '-i', file, '-H', 'inner', '-o', 'raw'];
    const ran = await runShowrun(args, { home, env });
    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(ran.stderr).toMatch(
      /^inner: 'ssh .*' \(hop 1\) did not get there: ssh: connect to host/,
    );
  });

  it('is left again with exit, in its pane', async () => {
    const { home, file, env } = atHome(sshd.port);
    const person = await atShowrun(['-i', file, 'inner'], { home, env });
    await person.sees(titled('inner', /Linux shell · shell/));
    await person.sees(inPane('inner', /password: *\n[\s\S]*\$ ?$/));
    person.types('echo "on $SSH_CONNECTION"; exit').presses('enter');
    await person.sees(inPane('inner', /on 127\.0\.0\.1 [\s\S]*Connection to 127\.0\.0\.1 closed/));
    expect(person.screen()).not.toContain(sshd.password);
  });
});

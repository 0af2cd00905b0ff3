import { describe, expect, it } from 'vitest';
import type { Asker, SecretQuestion } from '../../../../src/core/asker.ts';
import { asShowrunError } from '../../../../src/core/errors.ts';
import type { SecretSource } from '../../../../src/core/host.ts';
import type { SecretVault } from '../../../../src/core/secret-vault.ts';
import type { SecretAsked } from '../../../../src/session/secrets/ask-secret.ts';
import { HostSecrets } from '../../../../src/session/secrets/host-secrets.ts';
import { testHost } from '../../../helpers/test-host.ts';

function asked(more: Partial<SecretAsked> = {}): SecretAsked {
  const { signal } = new AbortController();
  return {
    host: 'r1',
    question: 'Password:',
    after: 'enable',
    about: 'host secret',
    signal,
    ...more,
  };
}

/** A person who answers with what is next on the list. */
function person(...answers: (string | undefined)[]) {
  const questions: SecretQuestion[] = [];
  const asker: Asker = {
    trustHostKey: async () => 'nobody',
    secret: async (question) => {
      questions.push(question);
      return answers.shift();
    },
  };
  return { asker, questions };
}

describe('the secrets of hosts', () => {
  it('are asked of the person with the host and the words of the device, once', async () => {
    const { asker, questions } = person('s3cret');
    const of = new HostSecrets({ asker, env: {} }).of(testHost());
    const first = await of(asked());
    first?.judge('accepted');
    expect((await of(asked()))?.secret).toBe('s3cret');
    expect(questions).toHaveLength(1);
    expect(questions[0]).toMatchObject({
      host: 'r1',
      text: 'Password:',
      instructions: "r1 asks this after 'enable'.",
      echo: false,
    });
  });

  it('are asked for again after a refusal, and what was refused is not sent again', async () => {
    const { asker, questions } = person('wr0ng', 's3cret');
    const of = new HostSecrets({ asker, env: {} }).of(testHost());
    (await of(asked()))?.judge('refused');
    const second = await of(asked());
    second?.judge('accepted');
    expect(second?.secret).toBe('s3cret');
    expect(questions).toHaveLength(2);
  });

  it('come from the environment or a command without a person, and never twice when refused', async () => {
    const { asker, questions } = person();
    const secret: SecretSource = { from: 'env', name: 'ENABLE' };
    const of = new HostSecrets({ asker, env: { ENABLE: 's3cret' } }).of(testHost({ secret }));
    const given = await of(asked());
    expect(given?.secret).toBe('s3cret');
    given?.judge('refused');
    const error = asShowrunError(await of(asked()).catch((thrown) => thrown));
    expect(error.line).toBe(
      'r1 has refused that host secret before; it is not sent again: correct its source in the inventory, or type it in the pane',
    );
    expect(questions).toEqual([]);
    const command: SecretSource = { from: 'command', command: 'echo fr0m-command' };
    const other = new HostSecrets({ asker, env: {} }).of(testHost({ secret: command }));
    expect((await other(asked()))?.secret).toBe('fr0m-command');
  });

  it('come from the vault, and are never sent twice when refused', async () => {
    const { asker } = person();
    const read: string[] = [];
    const vault: SecretVault = {
      isOpen: true,
      read: async (name, { who }) => {
        read.push(`${name} for ${who}`);
        return 's3cret';
      },
    };
    const secret: SecretSource = { from: 'vault', name: 'enable' };
    const of = new HostSecrets({ asker, env: {}, vault }).of(testHost({ secret }));
    const given = await of(asked());
    expect(given?.secret).toBe('s3cret');
    given?.judge('refused');
    await expect(of(asked())).rejects.toThrow('it is not sent again');
    expect(read).toEqual(['enable for r1', 'enable for r1']);
  });

  it('are one question for all hosts whose entries share a source, asked anew only where refused', async () => {
    const { asker, questions } = person('s3cret', 'another');
    const secrets = new HostSecrets({ asker, env: {} });
    const secret: SecretSource = { from: 'prompt' };
    const names = ['r1', 'r2', 'r3'];
    const asking = names.map((name) => {
      const of = secrets.of(testHost({ name, secret }));
      return of(asked({ host: name })).then((given) => {
        given?.judge(name === 'r2' ? 'refused' : 'accepted');
        return given?.secret;
      });
    });
    expect(await Promise.all(asking)).toEqual(['s3cret', 's3cret', 's3cret']);
    expect(questions).toHaveLength(1);
    expect(questions[0]?.instructions).toContain('every host with the same entry');
    expect((await secrets.of(testHost({ name: 'r2', secret }))(asked()))?.secret).toBe('another');
  });

  it('wait for nobody who has given up, and let the next one go on', async () => {
    const { asker, questions } = person('first', 'third');
    const secrets = new HostSecrets({ asker, env: {} });
    const secret: SecretSource = { from: 'prompt' };
    const stop = new AbortController();
    const first = await secrets.of(testHost({ name: 'r1', secret }))(asked());
    const second = secrets.of(testHost({ name: 'r2', secret }))(asked({ signal: stop.signal }));
    const third = secrets.of(testHost({ name: 'r3', secret }))(asked());
    stop.abort();
    await expect(second).rejects.toMatchObject({ code: 'interrupted' });
    expect(questions).toHaveLength(1);
    first?.judge('unknown');
    expect((await third)?.secret).toBe('third');
  });

  it('never answer what only a person can know', async () => {
    const { asker, questions } = person('0nce', 'tw1ce');
    const secret: SecretSource = { from: 'env', name: 'ENABLE' };
    const of = new HostSecrets({ asker, env: { ENABLE: 's3cret' } }).of(testHost({ secret }));
    const about = { about: 'unknown', after: 'show version' } as const;
    const first = await of(asked(about));
    first?.judge('accepted');
    expect([first?.secret, (await of(asked(about)))?.secret]).toEqual(['0nce', 'tw1ce']);
    expect(questions).toHaveLength(2);
  });
});

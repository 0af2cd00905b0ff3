import { homedir } from 'node:os';
import type { Asker } from '../core/asker.ts';
import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
import { PASSPHRASE_VARIABLE, type VaultReader } from '../core/secret-vault.ts';
import type { Vault } from '../vault/vault.ts';
import { foldersOf } from './folders.ts';
import { openVaultOf } from './open-vault.ts';
import { usage } from './read-options.ts';
import { terminalAsker } from './terminal-asker.ts';
import type { VaultAction } from './vault-options.ts';

/** `showrun vault …`. Secrets come from the terminal or standard input, and go to a terminal only. Gives the exit code. */
export async function runVault(action: VaultAction): Promise<number> {
  const asker = terminalAsker();
  const reader: VaultReader = { asker, signal: new AbortController().signal };
  // Whoever sits at an unlocked machine may not read what it is unlocked for.
  const env = action.action === 'show' ? {} : process.env;
  const vault = openVaultOf(foldersOf(process.env, homedir()), env);
  try {
    switch (action.action) {
      case 'list':
        return await listed(vault, reader);
      case 'set':
        await vault.set(action.name, await newSecret(action.name, asker), reader);
        say(`${action.name} is set; use it in the inventory as { vault: ${action.name} }`);
        return 0;
      case 'remove':
        if ((await vault.remove(action.name, reader)) === 'not there') throw notThere(action.name);
        say(`${action.name} is removed`);
        return 0;
      case 'show':
        return await shown(vault, action.name, reader);
      case 'passphrase':
        return await changed(vault, reader);
    }
  } finally {
    await vault.close();
  }
}

async function listed(vault: Vault, reader: VaultReader): Promise<number> {
  if (!vault.exists) {
    say('there is no vault yet: showrun vault set NAME makes one');
    return 0;
  }
  const entries = [...(await vault.list(reader))].sort(([a], [b]) => (a < b ? -1 : 1));
  const width = Math.max(0, ...entries.map(([name]) => name.length));
  for (const [name, { atMs }] of entries) {
    process.stdout.write(
      `${safe(name).padEnd(width)}  ${new Date(atMs).toISOString().slice(0, 10)}\n`,
    );
  }
  return 0;
}

async function shown(vault: Vault, name: string, reader: VaultReader): Promise<number> {
  if (!process.stdout.isTTY) {
    throw usage(
      `a secret is shown on a terminal only; scripts of yours name it in an inventory: { vault: ${name} }`,
    );
  }
  process.stdout.write(`${safe(await vault.read(name, reader), MAX_SECRET)}\n`);
  return 0;
}

async function changed(vault: Vault, reader: VaultReader): Promise<number> {
  if (!vault.exists) throw new ShowrunError('bad-usage', 'there is no vault yet', { advice: MAKE });
  await vault.changePassphrase(reader);
  say('the passphrase is changed');
  if (process.env[PASSPHRASE_VARIABLE]) say(`$${PASSPHRASE_VARIABLE} still has the old one`);
  return 0;
}

const MAKE = "'showrun vault set NAME' makes one";
const MAX_SECRET = 4_000;

/** Asked for twice on the terminal, for nobody sees what is typed; once where standard input is no terminal. */
async function newSecret(name: string, asker: Asker): Promise<string> {
  if (!process.stdin.isTTY) return checked(await firstLine());
  const first = await typed(asker, `secret for ${name}`);
  const second = await typed(asker, 'the same again');
  if (first === second) return checked(first);
  throw new ShowrunError('bad-usage', 'the two differ, so nothing was set', {
    advice: 'try again',
  });
}

async function typed(asker: Asker, text: string): Promise<string> {
  const question = { host: 'vault', text, instructions: '', echo: false };
  const secret = await asker.secret({ ...question, signal: new AbortController().signal });
  if (secret !== undefined) return secret;
  throw new ShowrunError('bad-usage', 'no secret was given, so nothing was set', { advice: '' });
}

async function firstLine(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > MAX_SECRET || text.includes('\n')) break;
  }
  return /^[^\r\n]*/.exec(text)?.[0] ?? '';
}

/** What a device could never be given is a mistake of the person's. */
function checked(secret: string): string {
  const isUsable = secret !== '' && secret.length < MAX_SECRET && !/\p{Cc}/u.test(secret);
  if (isUsable) return secret;
  throw new ShowrunError(
    'bad-usage',
    'a secret is one line that is not empty, without control characters',
    { advice: 'nothing was set' },
  );
}

function notThere(name: string): ShowrunError {
  return new ShowrunError('bad-usage', `there is no '${safe(name)}' in the vault`, {
    advice: "'showrun vault' lists what is",
  });
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

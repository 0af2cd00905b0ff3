import { vaultNameProblem } from '../core/secret-vault.ts';
import { readOptions, usage } from './read-options.ts';

export type VaultMode = { readonly mode: 'vault' } & VaultAction;

export type VaultAction =
  | { readonly action: 'list' | 'passphrase' }
  | { readonly action: 'set' | 'show' | 'remove'; readonly name: string };

const FORM = 'showrun vault [set NAME | show NAME | remove NAME | passphrase]';

/** What `showrun vault …` asks for. A secret is never an argument: others of the machine see those. Throws `bad-usage`. */
export function parseVault(argv: readonly string[]): VaultMode {
  const [action = 'list', name, ...more] = readOptions(argv, {}).positionals;
  switch (action) {
    case 'list':
    case 'passphrase':
      if (name !== undefined) throw usage(`vault ${action} wants no name: ${FORM}`);
      return { mode: 'vault', action };
    case 'set':
    case 'show':
    case 'remove': {
      if (name === undefined) throw usage(`vault ${action} wants the name of a secret: ${FORM}`);
      // What is too much may be the secret itself, so it is not repeated.
      if (more.length > 0) throw usage(tooMuch(action));
      const problem = vaultNameProblem(name);
      if (problem !== undefined) throw usage(problem);
      return { mode: 'vault', action, name };
    }
    default:
      throw usage(`there is no such thing to do with the vault: ${FORM}`);
  }
}

function tooMuch(action: string): string {
  if (action !== 'set') return `one secret at a time: ${FORM}`;
  return 'a secret is no argument, for everybody on this machine can read those: it is asked for, or read from standard input';
}

import type { SecretSource } from '../core/host.ts';
import { vaultNameProblem } from '../core/secret-vault.ts';
import type { YamlReader, YamlValue } from './yaml-reader.ts';

/** Where a secret may come from, by the keys that say so. */
export const SECRET_SOURCES = ['vault', 'env', 'command', 'prompt'] as const;

const FORMS = '{vault: NAME}, {env: NAME}, {command: …} or {prompt: true}';

/** Where a secret comes from; never the secret itself. */
export function readPassword(
  reader: YamlReader,
  value: YamlValue | undefined,
): SecretSource | undefined {
  if (value === undefined || reader.isEmpty(value)) return undefined;
  if (!reader.isMapping(value)) {
    // What stands there may be the password itself, so it is not repeated.
    reader.problem(value, `passwords are not kept in files; write ${FORMS}`);
    return undefined;
  }
  const fields = reader.fields(value, SECRET_SOURCES, FORMS);
  const [one, ...more] = SECRET_SOURCES.flatMap((from) => {
    const found = fields.get(from);
    return found ? [{ from, value: found }] : [];
  });
  if (one === undefined || more.length > 0 || fields.size !== 1) {
    reader.problem(value, 'expected exactly one of vault, env, command and prompt');
    return undefined;
  }
  if (one.from !== 'prompt') return readNamed(reader, one.from, one.value);
  if (reader.scalar(one.value) === true) return { from: 'prompt' };
  reader.expected(one.value, 'true');
  return undefined;
}

const WHAT = {
  vault: 'the name of a secret in the vault',
  command: 'a command',
  env: "an environment variable's name",
} as const;

function readNamed(
  reader: YamlReader,
  from: keyof typeof WHAT,
  value: YamlValue,
): SecretSource | undefined {
  if (reader.isEmpty(value)) reader.expected(value, WHAT[from]);
  const text = reader.text(value, WHAT[from]);
  if (text === undefined) return undefined;
  switch (from) {
    case 'command':
      return { from, command: text };
    case 'env':
      if (!/^[A-Za-z_]\w*$/.test(text)) {
        reader.problem(value, "that is not an environment variable's name");
      }
      return { from, name: text };
    case 'vault': {
      const problem = vaultNameProblem(text);
      if (problem !== undefined) reader.problem(value, problem);
      return { from, name: text };
    }
  }
}

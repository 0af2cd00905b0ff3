/** The environment cells see: neither the passwords of devices nor the keys of the person's agent, both stay with the sessions. */
export function withoutSecrets(
  env: Readonly<Record<string, string | undefined>>,
  secretVariables: readonly string[],
): Readonly<Record<string, string | undefined>> {
  const hidden = new Set(['SSH_AUTH_SOCK', ...secretVariables]);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !hidden.has(name)));
}

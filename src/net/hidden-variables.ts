/**
 * An environment in which some variables are found by their names only: whoever is handed all of it, a command we start, does
 * not get them. For variables that hold passwords.
 */
export function hideVariables(
  env: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): Readonly<Record<string, string | undefined>> {
  const shown = { ...env };
  for (const name of names) {
    const value = shown[name];
    // Node hands on what can be listed.
    Object.defineProperty(shown, name, { value, enumerable: false });
  }
  return shown;
}

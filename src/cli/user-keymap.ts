import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { safe } from '../core/safe.ts';
import { type LoadedKeymap, loadKeymap } from '../input/keymap.ts';

/** The keymap, with the person's `keymap.json` laid over it. What is wrong in the file is named; the rest counts. */
export function loadUserKeymap(folder: string): LoadedKeymap {
  const file = join(folder, 'keymap.json');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return loadKeymap(undefined);
  }
  try {
    const { keymap, problems } = loadKeymap(JSON.parse(text));
    return { keymap, problems: problems.map((problem) => `${file}: ${problem}`) };
  } catch (error) {
    const reason = safe(error instanceof Error ? error.message : String(error), 200);
    return {
      ...loadKeymap(undefined),
      problems: [`${file} is not JSON: ${reason}; the built-in keys are used`],
    };
  }
}

import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { type Magic, MagicError } from '../kernel/magic.ts';
import { pathWords } from '../magic-parts/path-words.ts';

const cd: Magic = {
  usage: '%cd [FOLDER]',
  summary: 'goes to another folder; gives where one is',
  examples: ['%cd ~/changes', '%cd'],
  complete: (typed) => pathWords(typed, 'folders'),
  run({ words }) {
    const [to] = words;
    if (to !== undefined) enter(to.replace(/^~(?=\/|$)/, homedir()));
    return process.cwd();
  },
};

export default cd;

function enter(folder: string): void {
  try {
    process.chdir(resolve(folder));
  } catch (thrown) {
    const reason = thrown instanceof Error && 'code' in thrown ? thrown.code : 'it failed';
    throw new MagicError(`no way into ${folder}: ${reason}`);
  }
}

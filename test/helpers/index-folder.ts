import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of templates with an index, as people have for the reference implementation. */
export interface IndexFolder {
  readonly path: string;
  remove(): void;
}

/** Writes `index` and the templates, by file name. */
export function makeIndexFolder(
  index: string,
  templates: Readonly<Record<string, string>>,
): IndexFolder {
  const path = mkdtempSync(join(tmpdir(), 'showrun-index-'));
  writeFileSync(join(path, 'index'), index);
  for (const [name, text] of Object.entries(templates)) writeFileSync(join(path, name), text);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export const INDEX = `
# A comment above the header
Template, Hostname, Platform, Command

acme_show_ports.template, .*, acme_os, sh[[ow]] por[[ts]]
acme_show_ports.template:acme_show_names.template, .*, acme_os, sh[[ow]] all
acme_show_ports.template:acme_plain.template, .*, acme_os|other_os, sh[[ow]] plain
acme_broken.template, .*, acme_os, sh[[ow]] br{1,2}oken
acme_dir.template, .*, acme_os, d[[ir]]
`;

export const TEMPLATES = {
  'acme_show_ports.template': `Value Key PORT (\\S+)
Value STATE (up|down)

Start
 ^port \${PORT} is \${STATE} -> Record
`,
  'acme_show_names.template': `Value Key PORT (\\S+)
Value NAME (.*\\S)
Value STATE (\\S+)
Value List TAGS (\\S+)

Start
 ^name of \${PORT} is \${NAME}, \${STATE} tag \${TAGS} -> Record
`,
  'acme_plain.template': `Value Key PORT (\\S+)
Value SPEED (\\d+)

Start
 ^speed of \${PORT} is \${SPEED} -> Record
`,
  'acme_dir.template': `Value FILE (\\S+)

Start
 ^\${FILE} -> Record
`,
};

export const PORTS = ['port 1 is up', 'port 2 is down', 'port 3 is up'].join('\n');
export const NAMES = [
  'name of 2 is the second, x tag a',
  'name of 1 is the first, y tag b',
  'name of 2 is again, z tag c',
].join('\n');
export const SPEEDS = ['speed of 3 is 100', 'speed of 1 is 10'].join('\n');

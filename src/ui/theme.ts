import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import {
  BOLD,
  COLOUR_16,
  COLOUR_256,
  COLOUR_RGB,
  DIM,
  INVERSE,
  ITALIC,
  type Style,
  UNDERLINE,
} from '../core/cell.ts';
import { ShowrunError } from '../core/errors.ts';
import { packageFolder } from '../core/package-folder.ts';
import { safe } from '../core/safe.ts';

/** What a colour is for. A theme gives each of these a style; drawing code names nothing else. */
const TOKENS = [
  'text',
  'muted',
  'accent',
  'border',
  'borderFocused',
  'borderHeld',
  'title',
  'titleFocused',
  'good',
  'warning',
  'bad',
  'status',
  'statusKey',
  'statusBad',
  'statusWarning',
  'inPrompt',
  'outPrompt',
  'tableHeader',
  'selected',
  'dialog',
  'dialogBorder',
  'dialogMuted',
  'dialogKey',
  'trustMark',
  'suggestion',
  'codeKeyword',
  'codeString',
  'codeNumber',
  'codeComment',
  'codeSelector',
  'codeCommand',
  'codeStage',
  'codeMagic',
  'codeShell',
  'codeUnknown',
  'bracketPair',
  'bracketWrong',
  'selection',
] as const;

export type Token = (typeof TOKENS)[number];
export type Theme = Readonly<Record<Token, Style>>;

/**
 * Reads a theme: one JSON file in `themes/`, the person's own folder before the built-in one. A token the file leaves
 * out takes the built-in dark theme's style. Throws `bad-file` naming the file and what was expected.
 */
export function loadTheme(name: string, userFolder: string | undefined): Theme {
  const builtIn = join(packageFolder(), 'themes');
  const base = readTheme(join(builtIn, 'dark.json'));
  if (name === 'dark' && userFolder === undefined) return complete(base);
  // A name is no path: `%theme ../x` looks nowhere else.
  const isName = name !== '' && !/[/\\\0]/.test(name);
  for (const folder of [userFolder, builtIn]) {
    if (folder === undefined || !isName) continue;
    const file = join(folder, `${name}.json`);
    const theme = readTheme(file);
    if (theme !== undefined) return complete({ ...base, ...theme });
  }
  throw new ShowrunError('bad-file', `there is no theme '${safe(name, 60)}'`, {
    advice: `there are ${themeNames(userFolder).join(', ')}`,
  });
}

/** The themes there are, by their files' names: the person's own and the built-in ones. */
export function themeNames(userFolder: string | undefined): readonly string[] {
  const names = [userFolder, join(packageFolder(), 'themes')].flatMap((folder) => {
    if (folder === undefined) return [];
    try {
      return readdirSync(folder).filter((file) => file.endsWith('.json'));
    } catch {
      return [];
    }
  });
  return [...new Set(names.map((file) => file.slice(0, -'.json'.length)))].sort();
}

const STYLE = v.strictObject({
  fg: v.optional(v.string()),
  bg: v.optional(v.string()),
  bold: v.optional(v.boolean()),
  dim: v.optional(v.boolean()),
  italic: v.optional(v.boolean()),
  underline: v.optional(v.boolean()),
  inverse: v.optional(v.boolean()),
});
const THEME = v.object({
  title: v.string(),
  styles: v.partial(v.strictObject(v.entriesFromList(TOKENS, STYLE))),
});

function readTheme(file: string): Partial<Theme> | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  const wrong = (what: string): never => {
    throw new ShowrunError('bad-file', `${file}: ${what}`, { subject: file });
  };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return wrong(error instanceof Error ? error.message : 'not JSON');
  }
  const parsed = v.safeParse(THEME, json);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return wrong(`${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
  }
  const theme: Partial<Record<Token, Style>> = {};
  for (const token of TOKENS) {
    const style = parsed.output.styles[token];
    if (style !== undefined)
      theme[token] = styleWords(style, (name) => wrong(`${token}: no colour '${name}'`));
  }
  return theme;
}

function styleWords(style: v.InferOutput<typeof STYLE>, wrong: (name: string) => never): Style {
  const fg =
    colourWord(style.fg, wrong) |
    (style.bold ? BOLD : 0) |
    (style.underline ? UNDERLINE : 0) |
    (style.inverse ? INVERSE : 0);
  const bg = colourWord(style.bg, wrong) | (style.dim ? DIM : 0) | (style.italic ? ITALIC : 0);
  return { fg: fg >>> 0, bg: bg >>> 0 };
}

const BASIC = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

/** `#rrggbb`, one of the eight names, `bright-` before one of them, or a number of the 256. */
function colourWord(name: string | undefined, wrong: (name: string) => never): number {
  if (name === undefined) return 0;
  if (/^#[0-9a-f]{6}$/i.test(name)) return COLOUR_RGB | Number.parseInt(name.slice(1), 16);
  if (/^\d{1,3}$/.test(name) && Number(name) < 256) return COLOUR_256 | Number(name);
  const bright = name.startsWith('bright-');
  const index = BASIC.indexOf(bright ? name.slice('bright-'.length) : name);
  return index < 0 ? wrong(name) : COLOUR_16 | (index + (bright ? 8 : 0));
}

function complete(theme: Partial<Theme> | undefined): Theme {
  const plain: Style = { fg: 0, bg: 0 };
  const entries = TOKENS.map((token) => [token, theme?.[token] ?? plain] as const);
  return Object.fromEntries(entries) as Record<Token, Style>;
}

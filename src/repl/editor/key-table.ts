/** Keys with what they do. */
export interface KeysAbout {
  readonly keys: readonly string[];
  readonly does: string;
}

/** A table of keys in Markdown, as the documents have it. */
export function keyTable(about: readonly KeysAbout[]): string {
  const rows = about.map(({ keys, does }) => `| ${keys.map(shown).join(' ')} | ${does} |`);
  return ['| keys | what they do |', '|---|---|', ...rows].join('\n');
}

/** `ctrl-x ctrl-e` as `Ctrl-X Ctrl-E`; keys without a modifier stay as they are. */
function shown(keys: string): string {
  const words = keys.split(' ').map((key) => {
    const parts = key.split(/-(?=.)/);
    if (parts.length === 1)
      return key.length > 1 && /^[a-z]+$/.test(key) && NAMED.has(key) ? capital(key) : key;
    return parts.map(capital).join('-');
  });
  const text = words.join(' ');
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

const NAMED: ReadonlySet<string> = new Set(
  'enter tab backspace delete left right up down home end'.split(' '),
);

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

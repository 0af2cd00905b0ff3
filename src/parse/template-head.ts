/** What the comments at the beginning of a template say (`#`, in TTP `##`); the languages themselves pass over them. */
export interface TemplateHead {
  /** Further commands whose answers the template reads: a line `# Also: show mac address-table` for each. */
  readonly commands: readonly string[];
  /** Templates beside it that read more columns out of the same answer: `# Join: show_interfaces_trunk+active`. */
  readonly joined: readonly string[];
}

export function readTemplateHead(template: string): TemplateHead {
  return {
    commands: headLines(template, 'Also').map((command) => command.toLowerCase()),
    joined: headLines(template, 'Join').filter((name) => /^[\w+-]+$/.test(name)),
  };
}

function headLines(template: string, key: string): string[] {
  const found: string[] = [];
  for (const line of template.split(/\r?\n/)) {
    if (!line.startsWith('#')) break;
    const [name = '', ...rest] = line.replace(/^#+/, '').split(':');
    const value = rest.join(':').trim();
    if (name.trim() === key && value !== '') found.push(value);
  }
  return found;
}

/**
 * Further commands whose answers a template reads, from the comments above its first Value: a line `# Also: show mac address-table`
 * for each. TextFSM itself passes over them.
 */
export function otherCommands(template: string): readonly string[] {
  const commands: string[] = [];
  for (const line of template.split(/\r?\n/)) {
    if (!line.startsWith('#')) break;
    const command = /^#\s*Also:\s*(\S.*?)\s*$/.exec(line)?.[1];
    if (command !== undefined) commands.push(command.toLowerCase());
  }
  return commands;
}

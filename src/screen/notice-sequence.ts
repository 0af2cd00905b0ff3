/**
 * A notice for the person's desktop, for terminals known to show one and nothing else: OSC 9 (iTerm2, WezTerm, Ghostty) or OSC 777
 * (urxvt, foot). '' for any other. `text` must be `safe()`; a multiplexer in between swallows it.
 */
export function noticeSequence(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  if (env['TMUX'] || env['STY']) return '';
  const plain = text.replace(/[;\x00-\x1f\x7f-\x9f]/g, ' ').slice(0, 200);
  const program = env['TERM_PROGRAM'] ?? '';
  const term = env['TERM'] ?? '';
  if (/^(iTerm\.app|WezTerm|ghostty)$/i.test(program)) return `\u001b]9;${plain}\u0007`;
  if (/^(rxvt-unicode|foot)/.test(term)) return `\u001b]777;notify;showrun;${plain}\u0007`;
  return '';
}

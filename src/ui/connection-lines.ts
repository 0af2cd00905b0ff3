import type { Host } from '../core/host.ts';
import { safe } from '../core/safe.ts';
import type { Session } from '../session/session.ts';
import { wayText } from './way-text.ts';

/** What is known of a session's connection, for a dialog: where it leads, what the far end is, how safe it is. */
export function connectionLines({ host, peer, status }: Session): readonly string[] {
  const user = host.username === undefined ? '' : `${safe(host.username, 60)} at `;
  const place = `${user}${safe(host.address, 100)} port ${host.port}`;
  const transport = host.transport ?? 'ssh';
  const about: [label: string, text: string][] = [
    ['Host', host.transport === 'local' ? localText(host) : place],
    ['Way', wayText(host).replace(/^via /, '') || 'straight'],
    ['State', status.status === 'open' ? 'connected' : 'not connected'],
  ];
  const warning = peer?.warning;
  if (warning !== undefined) about.push(['Weak', warning]);
  else if (peer !== undefined && transport === 'ssh') {
    const { software, fingerprint, strictKex, weaknesses = [] } = peer;
    about.push(
      ['Server', safe(software, 100) || 'unknown'],
      ['Host key', fingerprint],
      ['Strict KEX', strictKex ?? 'no'],
      ['Weak', weaknesses.length === 0 ? 'nothing' : weaknesses.join(', ')],
    );
  }
  return about.map(([label, text]) => `${label.padEnd(11)} ${text}`);
}

/** What runs here is for everybody to see: the entry may be somebody else's. */
function localText({ command = 'your shell' }: Pick<Host, 'command'>): string {
  const words = typeof command === 'string' ? command : command.join(' ');
  return `a command of this machine: ${safe(words, 300)}`;
}

import { spokenDuration } from '../../core/duration.ts';
import { safe } from '../../core/safe.ts';
import { offsetTime } from '../block-forms/offset-time.ts';
import type { ExportGiven } from '../export-format.ts';

/** What a report says of the run above all else: name and value, one line each, free of controls. */
export function reportFacts(given: ExportGiven): readonly (readonly [string, string])[] {
  const { recording, hosts, blocks } = given;
  const refused = blocks.filter(({ outcome }) => outcome === 'refused').length;
  const cutOff = blocks.filter(({ outcome }) => outcome === 'unfinished').length;
  const commands = [
    `${blocks.length}`,
    ...(refused > 0 ? [`${refused} refused`] : []),
    ...(cutOff > 0 ? [`${cutOff} cut off`] : []),
  ].join(', ');
  return [
    ['Recorded', offsetTime(recording.startedAtMs)],
    ['Length', spokenDuration(recording.durationS * 1_000)],
    ['Hosts', hosts.map(hostWords).join(', ')],
    ['Commands', commands],
    ['Recording', safe(recording.name)],
    ...recording.problems.map((line): readonly [string, string] => ['Missing', safe(line)]),
  ];
}

function hostWords({ name, host, platform, groups }: ExportGiven['hosts'][number]): string {
  const about = [
    ...(host === name ? [] : [host]),
    ...(platform === '' || platform === 'auto' ? [] : [platform]),
    ...groups,
  ];
  return safe(about.length === 0 ? name : `${name} (${about.join(', ')})`);
}

/** Says that secrets were hidden, or nothing; to be asked when all is written. */
export function hiddenWords({ redactor: { hidden } }: ExportGiven): string {
  if (hidden === 0) return '';
  return `${hidden} ${hidden === 1 ? 'secret is' : 'secrets are'} hidden as ‹secret›.`;
}

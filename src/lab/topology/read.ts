import * as v from 'valibot';
import { type Document, isMap, isNode, LineCounter, parseDocument } from 'yaml';
import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import type { Segment } from '../model/segment.ts';
import { FaultShape } from './fault-shape.ts';
import type { Topology, TopologyDevice } from './topology.ts';

const MAX_BYTES = 1_000_000;
const MAX_DEVICES = 128;

const Name = v.pipe(
  v.string('a name'),
  v.regex(/^[A-Za-z][\w.-]{0,30}$/, 'a name of letters, digits, _ . -'),
);
const InterfaceName = v.pipe(
  v.string('the name of an interface'),
  v.regex(/^[A-Z][A-Za-z]+\d+(\/\d+)*$/, 'an interface in full, such as GigabitEthernet0/1'),
);
const End = v.pipe(
  v.string('device:interface'),
  v.regex(/^[^:\s]+:[A-Z]\S+$/, 'device:interface, such as r1:GigabitEthernet0/1'),
);
const Uptime = v.pipe(
  v.string('a time such as 3d4h20m'),
  v.regex(/^(?=.)(\d+w)?(\d+d)?(\d+h)?(\d+m)?$/, 'a time such as 3d4h20m'),
);

const DeviceShape = v.strictObject({
  platform: v.optional(v.literal('cisco_ios', 'cisco_ios'), 'cisco_ios'),
  model: v.optional(v.string('a model'), 'LABv'),
  version: v.optional(v.string('a version in quotes'), '15.9(3)M6'),
  serial: v.optional(v.string('a serial number')),
  uptime: v.optional(Uptime, '1h'),
  interfaces: v.pipe(
    v.array(InterfaceName, 'a list of interfaces'),
    v.minLength(1, 'a list of interfaces'),
  ),
  config: v.optional(v.string('the startup configuration as text'), ''),
  faults: v.optional(FaultShape, {}),
});

const TopologyShape = v.strictObject({
  title: v.string('a title'),
  drawing: v.optional(v.string('a drawing as text'), ''),
  devices: v.record(Name, DeviceShape, 'devices by name'),
  segments: v.record(
    v.string('a name'),
    v.pipe(
      v.array(End, 'a list of device:interface'),
      v.minLength(1, 'a list of device:interface'),
    ),
    'segments by name',
  ),
});

interface Source {
  readonly text: string;
  readonly file: string;
  readonly name: string;
}

/** Reads and checks a topology. Throws `bad-file` with file, line and what was expected. */
export function readTopology(source: Source): Topology {
  if (source.text.length > MAX_BYTES) throw bad(source, 1, 'the file is too large for a topology');
  const lines = new LineCounter();
  const document = parseDocument(source.text, {
    lineCounter: lines,
    prettyErrors: false,
    merge: true,
  });
  const [error] = document.errors;
  if (error) throw bad(source, lines.linePos(error.pos[0]).line, safe(error.message));
  const lineOf = (path: readonly unknown[]): number => lineAt(document, lines, path);
  const parsed = v.safeParse(TopologyShape, document.toJS({ maxAliasCount: 100 }));
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const path = (issue.path ?? []).map((item) => item.key);
    throw bad(source, lineOf(path), expectation(path, issue));
  }
  const { title, drawing, devices, segments } = parsed.output;
  const names = Object.keys(devices);
  if (names.length === 0 || names.length > MAX_DEVICES) {
    throw bad(source, lineOf(['devices']), `expected 1 to ${MAX_DEVICES} devices`);
  }
  const checked = Object.entries(segments).map(([name, ends]): Segment => {
    return {
      name,
      ends: ends.map((end, index) => {
        const [device = '', interfaceName = ''] = end.split(':');
        if (!devices[device]?.interfaces.includes(interfaceName)) {
          const line = lineOf(['segments', name, index]);
          throw bad(source, line, `${safe(end)} is no interface of a device of this topology`);
        }
        return { device, interface: interfaceName };
      }),
    };
  });
  assertPluggedOnce(source, checked, lineOf);
  return {
    name: source.name,
    file: source.file,
    title,
    drawing,
    segments: checked,
    devices: Object.entries(devices).map(
      ([name, shape], index): TopologyDevice => ({
        name,
        platform: shape.platform,
        model: shape.model,
        version: shape.version,
        serial: shape.serial ?? `LAB${String(index + 1).padStart(8, '0')}`,
        uptimeMs: uptimeMs(shape.uptime),
        interfaces: shape.interfaces,
        config: shape.config,
        faults: shape.faults,
        // The text of a block starts on the line after its key.
        configLine: lineOf(['devices', name, 'config']) + 1,
      }),
    ),
  };
}

function assertPluggedOnce(
  source: Source,
  segments: readonly Segment[],
  lineOf: (path: readonly unknown[]) => number,
): void {
  const plugged = new Set<string>();
  for (const { name, ends } of segments) {
    for (const end of ends) {
      const plug = `${end.device}:${end.interface}`;
      if (plugged.has(plug)) {
        throw bad(source, lineOf(['segments', name]), `${plug} is plugged in twice`);
      }
      plugged.add(plug);
    }
  }
}

/** A `bad-file` error about a line of a topology. */
export function bad(source: { readonly file: string }, line: number, what: string): ShowrunError {
  return new ShowrunError('bad-file', `${safe(source.file)}, line ${line}: ${what}`, {
    subject: source.file,
  });
}

function expectation(path: readonly unknown[], issue: v.BaseIssue<unknown>): string {
  const where = safe(path.join('.'));
  if (issue.expected === 'never') return `'${where}' is not known here`;
  if (issue.received === 'undefined') return `'${where}' is missing`;
  const wanted = /^Invalid/.test(issue.message)
    ? (issue.expected ?? 'another value')
    : issue.message;
  return where === '' ? `expected ${wanted}` : `'${where}': expected ${wanted}`;
}

/** The line of the deepest part of a path that exists. */
function lineAt(document: Document, lines: LineCounter, path: readonly unknown[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const parent = document.getIn(path.slice(0, depth - 1), true);
    const key = path[depth - 1];
    const pair = isMap(parent)
      ? parent.items.find((item) => String(item.key) === String(key))
      : undefined;
    const node = pair ? pair.key : document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function uptimeMs(text: string): number {
  const unitsMs: Readonly<Record<string, number>> = {
    w: 604_800_000,
    d: 86_400_000,
    h: 3_600_000,
    m: 60_000,
  };
  return [...text.matchAll(/(\d+)([wdhm])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (unitsMs[unit ?? 'm'] ?? 0),
    0,
  );
}

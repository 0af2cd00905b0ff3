import { describe, expect, it } from 'vitest';
import json from '../../../../src/export/formats/json.ts';
import {
  exported,
  exportGiven,
  recordedBlock,
  recordedHost,
  recordingOf,
  STARTED_AT_MS,
} from '../../../helpers/export-given.ts';

const table = { columns: ['interface', 'vlans'], rows: [['Gi0/0', ['1', '2']]], origin: undefined };

describe('json', () => {
  it('has what ran and each command with its answer and rows', async () => {
    const blocks = [
      recordedBlock({ command: 'show x' }),
      recordedBlock({ command: 'shw', number: 2, outcome: 'refused' }),
    ];
    const notes = [{ kind: 'note' as const, atMs: STARTED_AT_MS, text: 'n' }];
    const recording = recordingOf([recordedHost([[0, 'x']])], { blocks, notes });
    const given = exportGiven({ recording, texts: { 1: 'Gi0/0 1,2\u202e' }, tables: { 1: table } });
    const text = await exported(json, given);
    expect(text).not.toContain('\u202e');
    expect(JSON.parse(text)).toEqual({
      version: 1,
      recording: recording.name,
      title: recording.name,
      kind: 'ours',
      startedAt: new Date(STARTED_AT_MS).toISOString(),
      durationS: 0,
      end: 'ended',
      sessions: [
        { session: 'r1', host: 'r1', groups: [], platform: 'cisco_ios', startS: 0, endS: 0 },
      ],
      notes: [{ at: new Date(STARTED_AT_MS).toISOString(), session: null, text: 'n' }],
      cells: [],
      blocks: [
        {
          ...{
            number: 1,
            session: 'r1',
            host: 'r1',
            platform: 'cisco_ios',
            mode: 'privileged',
            command: 'show x',
          },
          ...{
            by: 'person',
            startedAt: new Date(STARTED_AT_MS + 1_000).toISOString(),
            atS: 1,
            elapsedMs: 400,
          },
          ...{
            outcome: 'ok',
            text: 'Gi0/0 1,2\u202e',
            template: null,
            rows: [{ interface: 'Gi0/0', vlans: ['1', '2'] }],
          },
        },
        expect.objectContaining({ number: 2, outcome: 'refused', text: '', rows: null }),
      ],
      hidden: 0,
    });
  });

  it('is whole without a block', async () => {
    const text = await exported(json, exportGiven({ recording: recordingOf([]) }));
    expect(JSON.parse(text)).toMatchObject({ blocks: [], hidden: 0 });
  });
});

import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../../src/cli/args.ts';

function parse(line: string) {
  return parseCommandLine(line === '' ? [] : line.split(' '));
}

describe('the command line', () => {
  it('opens the lab when it names nothing', () => {
    expect(parse('')).toEqual({ mode: 'tui', targets: [], lab: '', inventory: undefined });
  });

  it.each(['r1 --no-record', 'run show_clock -H r1 --no-record', 'script x.ts --no-record'])(
    'records nothing of: %s',
    (line) => {
      expect(parse(line)).toMatchObject({ recorded: 'off' });
      expect(parse(line.replace(' --no-record', ''))).not.toMatchObject({ recorded: 'off' });
    },
  );

  it('records nothing of snapshots and diffs that are not to be', () => {
    for (const line of ['snapshot x -H r1 --no-record', 'diff a b --no-record']) {
      expect(parse(line)).toMatchObject({ reach: { recorded: 'off' } });
    }
  });

  it('opens hosts without the lab', () => {
    expect(parse('admin@r1:2022 core1')).toEqual({
      mode: 'tui',
      targets: ['admin@r1:2022', 'core1'],
      lab: undefined,
      inventory: undefined,
    });
  });

  it('opens hosts and the lab together', () => {
    expect(parse('core1 --lab')).toMatchObject({ targets: ['core1'], lab: '' });
    expect(parse('--lab=ring core1')).toMatchObject({ targets: ['core1'], lab: 'ring' });
  });

  it('lists platforms, or shows one', () => {
    expect(parse('platforms')).toEqual({ mode: 'platforms', platform: undefined });
    expect(parse('platforms cisco_ios')).toEqual({ mode: 'platforms', platform: 'cisco_ios' });
    expect(() => parse('platforms a b')).toThrow('one platform at a time');
    expect(() => parse('platforms --all')).toThrow('--all');
    expect(parse('platforms --remembered')).toEqual({ mode: 'remembered' });
    expect(parse('platforms --forget core1')).toEqual({ mode: 'forget', host: 'core1' });
    expect(() => parse('platforms frr --remembered')).toThrow('want no platform');
  });

  it('reads a command for many hosts', () => {
    const words = ['run', 'show version', '-H', 'all', '-o', 'json', '-i', 'net.yaml', '-t', '5'];
    expect(parseCommandLine(words)).toEqual({
      mode: 'run',
      work: { kind: 'command', command: 'show version', in: undefined },
      selector: 'all',
      output: 'json',
      inventory: 'net.yaml',
      lab: undefined,
      timeoutMs: 5_000,
      acceptNew: 'as-configured',
      isDryRun: false,
    });
    expect(parse('run x --serial 5 --stop-on-failure')).toMatchObject({
      serial: 5,
      stopOnFailure: 'any',
    });
    expect(parse('run x --mode shell --dry-run')).toMatchObject({
      serial: undefined,
      stopOnFailure: undefined,
      work: { command: 'x', in: 'shell' },
      isDryRun: true,
    });
  });

  it('reads a configuration for many hosts, which keeps nothing unless told', () => {
    expect(parse('run --config a.txt -H @core')).toMatchObject({
      work: { kind: 'config', file: 'a.txt', in: undefined, commit: undefined, save: false },
      selector: '@core',
    });
    expect(parse('run --config - -H r1 --save --commit --confirmed 5')).toMatchObject({
      work: { file: '-', commit: { comment: undefined, confirmed: 5 }, save: true },
    });
    const words = ['run', '--config', 'a', '-H', 'r1', '--commit', '--comment', 'as planned'];
    expect(parseCommandLine(words)).toMatchObject({ work: { commit: { comment: 'as planned' } } });
  });

  it.each([
    ['run', 'no command was given'],
    ['run show version', 'one command at a time'],
    ['run x -o xml', "-o wants one of table, json, csv, md, raw, not 'xml'"],
    ['run x -t soon', '--timeout wants a number'],
    ['run --config a.txt', 'name them with -H SELECTOR'],
    ['run --config a.txt -H all show', "--config FILE or a command, not both: 'show'"],
    ['run --config= -H all', '--config wants a file'],
    ['run --config -H all', "Option '--config' argument is ambiguous"],
    ['run x --save', '--save goes with --config FILE'],
    ['run x --commit', '--commit goes with --config FILE'],
    ['run --config a -H all --comment x', '--comment goes with --commit'],
    ['run --config a -H all --confirmed 5', '--confirmed goes with --commit'],
    ['run --config a -H all --commit --confirmed 0', "whole minutes from 1 to 59, not '0'"],
    ['run --config a -H all --commit --confirmed 5 --comment x', 'not both'],
    ['run --config a -H all --commit --comment a"b', 'without double quotes'],
    ['run x --serial 0', "--serial wants a number of hosts, 1 or more, not '0'"],
    ['run x --mode=', '--mode wants the name of a mode'],
    ['lab -p 99999', "--port wants a port number from 1 to 64999, not '99999'"],
    ['--wat', "Unknown option '--wat'"],
  ])('refuses `%s`', (line, message) => {
    expect(() => parse(line)).toThrow(message);
  });
});

import { describe, expect, it } from 'vitest';
import { unknownSecrets } from '../../../../src/journal/redact/unknown-secrets.ts';

const found = (line: string): string[] =>
  unknownSecrets(line).map(({ from, to }) => line.slice(from, to));

describe('what looks like a secret though no rule knows it', () => {
  it.each([
    ['the password is hunter22', ['hunter22']],
    ['my_secret was S3cr3t!x then', ['S3cr3t!x']],
    ['password for admin is Qwerty99', ['Qwerty99']],
    ['credential-of-site x9k2mmm1', ['x9k2mmm1']],
    ['blob Zm9vYmFyMTIzNDU2Nzg5MGFiY2Rl0987XYqQ end', ['Zm9vYmFyMTIzNDU2Nzg5MGFiY2Rl0987XYqQ']],
  ])('%s', (line, texts) => {
    expect(found(line)).toEqual(texts);
  });

  it.each([
    'password is required',
    'the secret is out',
    'interface GigabitEthernet0/0/1 is up',
    'sha256 fingerprint Zm9vYmFyMTIzNDU2Nzg5MGFiY2Rl0987XYqQ',
  ])('%s: nothing', (line) => {
    expect(found(line)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { GENERAL_RULES } from '../../../../src/core/secrets/general-rules.ts';
import { prepareRules, SecretLines } from '../../../../src/core/secrets/secret-lines.ts';
import { openPlatforms } from '../../../../src/platforms/platforms.ts';
import { NO_SECRETS } from '../../../helpers/no-secrets.ts';
import { PLANTED } from '../../../helpers/planted-secrets.ts';

const platforms = openPlatforms();

function masked(text: string, platform: string): string {
  const own = platforms.lookup(platform)?.secrets ?? [];
  const lines = new SecretLines(prepareRules(GENERAL_RULES, own));
  return text
    .split('\n')
    .map((line) => {
      let shown = line;
      for (const { from, to } of lines.line(line).toReversed()) {
        shown = `${shown.slice(0, from)}‹secret›${shown.slice(to)}`;
      }
      return shown;
    })
    .join('\n');
}

describe('secrets of vendors', () => {
  for (const [platform, texts] of Object.entries(PLANTED)) {
    describe(platform, () => {
      it.each(texts)('%s', (text) => {
        const shown = masked(text, platform);
        expect(shown).not.toMatch(/PLANT|0123456789ABCDEF/);
        expect(shown).toContain('‹secret›');
      });
    });
  }
});

describe('what is no secret stays', () => {
  for (const [platform, texts] of Object.entries(NO_SECRETS)) {
    describe(platform, () => {
      it.each(texts)('%s', (text) => {
        expect(masked(text, platform)).toBe(text);
      });
    });
  }
});

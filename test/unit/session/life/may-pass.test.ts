import { expect, it } from 'vitest';
import { type ErrorCode, neverRetried, ShowrunError } from '../../../../src/core/errors.ts';
import { mayPass } from '../../../../src/session/life/may-pass.ts';

const NEVER = [
  ...(['auth-failed', 'needs-person', 'host-key-unknown', 'host-key-changed'] as const),
  ...(['host-key-revoked', 'host-key-rejected', 'no-common-algorithm', 'key-unreadable'] as const),
  ...(['bad-file', 'bad-usage', 'interrupted', 'internal'] as const),
];

it.each<ErrorCode>(NEVER)('%s does not pass by itself', (code) => {
  expect(mayPass(new ShowrunError(code, 'r1'), 'was open')).toBe(false);
});

it.each<ErrorCode>(['refused', 'unreachable', 'timeout'])('%s may pass, also at first', (code) => {
  expect(mayPass(new ShowrunError(code, 'r1'), 'never open')).toBe(true);
});

it.each<ErrorCode>(['hung-up', 'unknown-host'])('%s passes only where it had worked', (code) => {
  expect(mayPass(new ShowrunError(code, 'r1'), 'never open')).toBe(false);
  expect(mayPass(new ShowrunError(code, 'r1'), 'was open')).toBe(true);
});

it('what may have been the refusal of a password is never tried again', () => {
  const error = neverRetried(new ShowrunError('timeout', 'r1 did not answer the login'));
  expect(mayPass(error, 'was open')).toBe(false);
});

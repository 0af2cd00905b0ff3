import { CONFIG_RULES } from './config-rules.ts';
import type { SecretRule } from './secret-rule.ts';
import { SHAPE_RULES } from './shape-rules.ts';
import { SHELL_RULES } from './shell-rules.ts';

/**
 * Rules that hold on every platform: a configuration is seen where it is kept, too, in a `cat` or a `diff`. What means a secret on
 * one network OS only is in its file (`secrets` in platforms/*.yaml). Every repeat has an upper bound.
 */
export const GENERAL_RULES: readonly SecretRule[] = [
  ...CONFIG_RULES,
  ...SHELL_RULES,
  ...SHAPE_RULES,
];

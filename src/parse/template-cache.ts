import { readFileSync, statSync } from 'node:fs';
import { ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';

/** Templates kept compiled; a file that has changed is compiled again. */
export class TemplateCache<Template> {
  readonly #compile: (source: string, file: string) => Template;
  readonly #known = new Map<string, { readonly mtimeMs: number; readonly template: Template }>();

  constructor(compile: (source: string, file: string) => Template) {
    this.#compile = compile;
  }

  /** Throws `template-failed` for a file that cannot be read, and what `compile` throws. */
  get({ file, name }: { readonly file: string; readonly name: string }): Template {
    try {
      const { mtimeMs } = statSync(file);
      const known = this.#known.get(file);
      if (known?.mtimeMs === mtimeMs) return known.template;
      const template = this.#compile(readFileSync(file, 'utf8'), file);
      this.#known.set(file, { mtimeMs, template });
      return template;
    } catch (error) {
      if (error instanceof ShowrunError) throw error;
      throw new ShowrunError('template-failed', `cannot read the template ${safe(name)}`, {
        cause: error,
      });
    }
  }
}

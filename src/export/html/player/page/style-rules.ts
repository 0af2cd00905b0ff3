import type { PageStyle } from '../page-data.ts';
import { styleCss } from '../style-css.ts';

/** Gives each style a class, `s1`, `s2` and so on; style 0 needs none. */
export function addStyleRules(styles: readonly PageStyle[]): void {
  const sheet = document.styleSheets[0];
  if (sheet === undefined) return;
  for (let style = 1; style < styles.length; style++) {
    const one = styles[style];
    if (one !== undefined) sheet.insertRule(`.s${style}{${styleCss(one)}}`, sheet.cssRules.length);
  }
}

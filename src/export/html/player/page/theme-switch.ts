const THEMES = ['as the system', 'dark', 'light'] as const;

/** Dark, light, or as the system has it. */
export class ThemeSwitch {
  readonly #onChange: () => void;
  #at = 0;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', onChange);
  }

  next(): string {
    this.#at = (this.#at + 1) % THEMES.length;
    const theme = THEMES[this.#at] ?? 'as the system';
    const scheme = theme === 'as the system' ? 'dark light' : theme;
    document.documentElement.style.setProperty('color-scheme', scheme);
    this.#onChange();
    return theme;
  }
}

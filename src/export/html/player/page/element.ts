/** What a new element has. Text is always text: nothing here reads HTML. */
export interface ElementParts {
  readonly class?: string;
  readonly text?: string;
  readonly title?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children?: readonly (Node | string)[];
  readonly onClick?: (event: MouseEvent) => void;
}

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  parts: ElementParts = {},
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (parts.class !== undefined) made.className = parts.class;
  if (parts.text !== undefined) made.textContent = parts.text;
  if (parts.title !== undefined) made.title = parts.title;
  for (const [key, value] of Object.entries(parts.attributes ?? {})) made.setAttribute(key, value);
  if (parts.children !== undefined) made.append(...parts.children);
  if (parts.onClick !== undefined) made.onclick = parts.onClick;
  return made;
}

/** A button with words for those who do not see it. */
export function button(label: string, parts: ElementParts): HTMLButtonElement {
  return element('button', {
    title: label,
    ...parts,
    attributes: { type: 'button', 'aria-label': label, ...parts.attributes },
  });
}

const SVG = 'http://www.w3.org/2000/svg';

/** A sign drawn by one path in a square of 16. */
export function icon(path: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const drawn = document.createElementNS(SVG, 'path');
  drawn.setAttribute('d', path);
  svg.append(drawn);
  return svg;
}

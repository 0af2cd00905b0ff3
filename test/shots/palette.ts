import type { CellColour } from '../helpers/terminal-screen.ts';

/** The colours of the pictured terminal: calm on dark, every one readable on the background. */
export const picture = {
  background: '#0f141b',
  foreground: '#d3dae3',
  titleBar: '#1a212b',
  titleText: '#8b97a5',
  edge: '#2b3440',
} as const;

const SIXTEEN = [
  ...['#1c232d', '#e5737a', '#8ac77b', '#dfbe6f', '#6fa8ec', '#c08be0', '#5fc0c4', '#c3cbd5'],
  ...['#5d6b7b', '#f28b92', '#a4dc96', '#f0d48c', '#8fbef6', '#d3a8ee', '#82d8da', '#f1f4f7'],
];

/** A cell's colour as CSS. Numbers are those of the 256 colours: 16 own, a 6×6×6 cube, 24 greys. */
export function cssColour(colour: CellColour, fallback: string): string {
  if (colour === 'default') return fallback;
  if (typeof colour === 'string') return colour;
  if (colour < 16) return SIXTEEN[colour] ?? fallback;
  if (colour >= 232) return hex(Array<number>(3).fill(8 + (colour - 232) * 10));
  const cube = colour - 16;
  const levels = [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6];
  return hex(levels.map((level) => (level === 0 ? 0 : 55 + level * 40)));
}

function hex(channels: readonly number[]): string {
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

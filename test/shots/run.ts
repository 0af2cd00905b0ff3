import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startShowrun } from '../bench/showrun.ts';
import { type Scene, scenes } from './scenes.ts';
import { screenSvg } from './svg.ts';

// npm run shots [-- --only NAME] [-- --out FOLDER]: plays every scene on the real program and draws its last screen.
const { values } = parseArgs({
  options: { only: { type: 'string' }, out: { type: 'string', default: 'docs' } },
});
const folder = resolve(values.out);
mkdirSync(folder, { recursive: true });
for (const scene of scenes) {
  if (values.only === undefined || scene.name === values.only) await shoot(scene);
}
process.exit(0);

async function shoot(scene: Scene): Promise<void> {
  const { args, cols, rows } = scene;
  const person = await startShowrun(args, { cols, rows });
  try {
    await scene.play(person);
    const file = join(folder, `${scene.name}.svg`);
    writeFileSync(file, screenSvg(person.terminal, scene.title));
    console.log(file);
  } finally {
    await person.close();
  }
}

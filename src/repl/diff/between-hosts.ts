import { maskedTable, nameMasker, ownNames } from '../fold/own-names.ts';
import type { Answer, Answers } from './answers-of.ts';
import { type CompareAllOptions, type Compared, compareAll } from './comparison.ts';

/** One host's answers against another's, command by command. What each calls itself counts as the same. */
export function betweenHosts(
  before: Answers,
  after: Answers,
  { ignoring, comparedBy }: Pick<CompareAllOptions, 'ignoring' | 'comparedBy'>,
): Compared {
  const masks = { before: maskOf(before), after: maskOf(after) };
  return compareAll(maskedAnswers(before, masks.before), maskedAnswers(after, masks.after), {
    ignoring,
    pairing: 'commands',
    comparedBy: (line, side) => {
      const masked = masks[side](line.trimEnd());
      return comparedBy === undefined ? masked : comparedBy(masked, side);
    },
  });
}

function maskOf({ answers }: Answers): (text: string) => string {
  const names = answers.flatMap(({ host, text }) => ownNames(host, text));
  return nameMasker([...new Set(names)]);
}

function maskedAnswers(answers: Answers, mask: (text: string) => string): Answers {
  return {
    ...answers,
    answers: answers.answers.map(
      (answer): Answer => ({ ...answer, table: answer.table && maskedTable(answer.table, mask) }),
    ),
  };
}

import { atPath, isList, isObject, type TtpValue, textOf } from './value.ts';

/** Fills `{}`, `{0}`, `{name}` and `{name[key]}` of a text as Python's `str.format` does; `undefined` where a name is not known. */
export function pythonFormat(
  text: string,
  given: {
    readonly places: readonly TtpValue[];
    readonly named: (name: string) => TtpValue | undefined;
  },
): string | undefined {
  let next = 0;
  let isComplete = true;
  const filled = text.replace(
    /\{\{|\}\}|\{([^{}:!]*)(?:![rs])?(?::([^{}]*))?\}/g,
    (whole: string, field: string | undefined, spec: string | undefined) => {
      if (field === undefined) return whole.slice(0, 1);
      const [first = '', ...path] = field.split(/[.[\]]+/).filter((part) => part !== '');
      const root =
        field === ''
          ? given.places[next++]
          : /^\d+$/.test(first)
            ? given.places[Number(first)]
            : given.named(first);
      const value = isObject(root) || isList(root) ? atPath(root, path) : root;
      if (value === undefined) isComplete = false;
      return value === undefined ? whole : aligned(textOf(value), spec ?? '');
    },
  );
  return isComplete ? filled : undefined;
}

/** Width and alignment; what else a format can say, numbers of a network seldom need. */
function aligned(text: string, spec: string): string {
  const found = /^(?:(.)?([<>^]))?(0)?(\d+)?/.exec(spec);
  const [, fill, side, zero, width] = found ?? [];
  if (width === undefined) return text;
  const size = Math.min(Number(width), MOST_WIDTH);
  const sign = fill ?? zero ?? ' ';
  const isRight = side === '>' || (side === undefined && zero !== undefined);
  return isRight ? text.padStart(size, sign) : text.padEnd(size, sign);
}

const MOST_WIDTH = 1_000;

import type { PathForm } from './template.ts';
import {
  isForbiddenName,
  isList,
  isObject,
  newObject,
  type TtpObject,
  type TtpValue,
} from './value.ts';

/** A part of a path with its variables put in. */
export interface NamedPart {
  readonly name: string;
  readonly form: PathForm;
}

/** Puts an item at a path below an object, and gives the object that now holds it. A second item at the same place makes a list. */
export function place(root: TtpObject, path: readonly NamedPart[], item: TtpObject): TtpObject {
  const last = path.at(-1);
  if (!last) return Object.assign(root, item);
  const holder = descend(root, path.slice(0, -1));
  const name = memberName(last.name);
  const before = holder[name];
  if (last.form === 'object') {
    if (isObject(before)) return Object.assign(before, item);
    holder[name] = item;
  } else if (before === undefined) {
    holder[name] = last.form === 'list' ? [item] : item;
  } else if (isList(before)) {
    (before as TtpValue[]).push(item);
  } else {
    holder[name] = [before, item];
  }
  return item;
}

/** Appends a value to the list at a path. */
export function placeInList(root: TtpObject, path: readonly NamedPart[], value: TtpValue): void {
  const holder = descend(root, path.slice(0, -1));
  const name = memberName(path.at(-1)?.name ?? '');
  const before = holder[name];
  if (isList(before)) (before as TtpValue[]).push(value);
  else holder[name] = before === undefined ? [value] : [before, value];
}

/** The object at a path, made where there is none; of a list it is the last one. */
function descend(root: TtpObject, path: readonly NamedPart[]): TtpObject {
  let here = root;
  for (const { name: wanted, form } of path) {
    const name = memberName(wanted);
    const before = here[name];
    const last = isList(before) ? before.at(-1) : before;
    if (isObject(last)) {
      here = last;
      continue;
    }
    const made = newObject();
    if (isList(before)) (before as TtpValue[]).push(made);
    else here[name] = form === 'list' ? [made] : made;
    here = made;
  }
  return here;
}

function memberName(name: string): string {
  return isForbiddenName(name) ? `${name}_` : name;
}

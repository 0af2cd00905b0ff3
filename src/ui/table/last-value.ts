/** The function, remembering its last value for as long as it is asked the same: frames ask again and again. */
export function lastValue<Given extends readonly unknown[], Value>(
  compute: (...given: Given) => Value,
): (...given: Given) => Value {
  let last: { readonly given: Given; readonly value: Value } | undefined;
  return (...given) => {
    if (last?.given.every((one, at) => Object.is(one, given[at]))) return last.value;
    last = { given, value: compute(...given) };
    return last.value;
  };
}

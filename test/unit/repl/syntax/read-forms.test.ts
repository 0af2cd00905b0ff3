import { describe, expect, it } from 'vitest';
import { NO_SURROUNDINGS } from '../../../../src/repl/syntax/line-form.ts';
import { plainCell } from '../../../../src/repl/syntax/plain-cell.ts';
import { readForms } from '../../../../src/repl/syntax/read-forms.ts';

function plain(source: string, names: readonly string[] = []): string {
  const surroundings = { ...NO_SURROUNDINGS, isName: (name: string) => names.includes(name) };
  const cell = plainCell(source, surroundings);
  return cell.status === 'plain' ? cell.text.replaceAll('$showrun.', '$') : cell.status;
}

describe('a device command', () => {
  it.each([
    ['@r1 show version', '$run("r1", ["show version"]);'],
    ['  @r1,r2  show ip route  ', '  $run("r1,r2", ["show ip route"]);'],
    ['@core-* show clock', '$run("core-*", ["show clock"]);'],
    ['@@core,!r2 show clock', '$run("@core,!r2", ["show clock"]);'],
    ['@größe/1 show clock', '$run("größe/1", ["show clock"]);'],
    ['@r1:2222 show clock', '$run("r1:2222", ["show clock"]);'],
    ['@ show clock', '$run("", ["show clock"]);'],
    ['x = @all show clock', 'x = $run("all", ["show clock"]);'],
    ['const x = await @all show clock', 'const x = await $run("all", ["show clock"]);'],
    ['this.x = @r1 show clock', 'this.x = $run("r1", ["show clock"]);'],
    ['x[0].y = @r1 show clock', 'x[0].y = $run("r1", ["show clock"]);'],
    ['const { rows } = @r1 show clock', 'const { rows } = $run("r1", ["show clock"]);'],
    ['let x: Results = @r1 show clock', 'let x: Results = $run("r1", ["show clock"]);'],
    ['x ??= @r1 show clock', 'x ??= $run("r1", ["show clock"]);'],
    ['x =\n  @r1 show clock', 'x =\n  $run("r1", ["show clock"]);'],
    ['@r1 show run | include "x\\y"', '$run("r1", ["show run | include \\"x\\\\y\\""]);'],
    ['@r1 show clock; show ip;', '$run("r1", ["show clock","show ip"]);'],
    ['@r1 send "a; b" ; c', '$run("r1", ["send \\"a; b\\"","c"]);'],
    ["@r1 description don't; c", '$run("r1", ["description don\'t","c"]);'],
    ['@r1 a \\; b \\|> c', '$run("r1", ["a ; b |> c"]);'],
    ['for (;;) {\n  @r1 show clock\n}', 'for (;;) {\n  $run("r1", ["show clock"]);\n}'],
    [
      '@(platform=cisco_ios & !(site="a b")),r9 show clock',
      '$run("(platform=cisco_ios & !(site=\\"a b\\")),r9", ["show clock"]);',
    ],
    ['@core:\n  show clock\n  show ip; show x', '$run("core", ["show clock","show ip","show x"]);'],
    [
      'x = @r1,r2:\n\n  show a\n\n  // not this\n\tshow b\n\ny',
      'x = $run("r1,r2", ["show a","show b"]);\n\ny',
    ],
    ['{\n  @(a=b) :\n    show a\n  c\n}', '{\n  $run("(a=b)", ["show a"]);\n  c\n}'],
    ['@r1 show int ${i}', '$run("r1", ["show int " + $word(i)]);'],
    [
      '@${h} a ${b["}"]}; ${c} d',
      '$run("" + $word(h), ["a " + $word(b["}"]),"" + $word(c) + " d"]);',
    ],
    ['@(site="${s}") a', '$run("(site=\\"" + $word(s) + "\\")", ["a"]);'],
    ['@r1 a \\${b} $c ${', '$run("r1", ["a ${b} $c ${"]);'],
    ['@r1 a ${`; |> ${b}`} |> csv', '$from($run("r1", ["a " + $word(`; |> ${b}`)])).to("csv", 3);'],
    ['@core:\n  a ${b}\n  c', '$run("core", ["a " + $word(b),"c"]);'],
  ])('%j becomes %j', (source, expected) => {
    expect(plain(source)).toBe(expected);
  });

  it.each([
    '"@r1 show version"',
    "const s = '@r1 show version'",
    '`\n@r1 show version\n`',
    '`${\n`\n@r1 show version`}\n@r1 x\n`',
    '/*\n@r1 show version\n*/',
    "'\\\n@r1 show version'",
    '// @r1 show version',
    '/@r1 show/',
    'x == @r1 show',
    '@r1',
    '@decorated() class A {}',
    'f(@r1 show version)',
    'f(\n@r1 show version\n)',
  ])('is not found in %j', (source) => {
    expect(plain(source)).toBe(source);
  });

  it.each(['@core:', '@core:\n\n', 'x = @(a=b):\n'])('waits for its lines: %j', (source) => {
    expect(plain(source)).toBe('incomplete');
  });

  it.each([
    ['@(site=lab show version', 'The filter has a ( that is not closed', 1],
    ['@core:\nshow version', 'The lines after this one are the commands: indent them', 0],
  ])('%j says what is wrong', (source, message, offset) => {
    expect(readForms(source, NO_SURROUNDINGS)).toEqual({ status: 'wrong', message, offset });
  });
});

describe('a chain of stages', () => {
  it.each([
    ['_ |> where a == 1', '$from((_ )).to("where", 6, "a == 1");'],
    ['x = t|>top 5 rx', 'x = $from((t)).to("top", 4, "5 rx");'],
    ['t |> unique', '$from((t )).to("unique", 6);'],
    [
      't |> where a > 1 |> select b, c;',
      '$from($from((t )).to("where", 6, "a > 1")).to("select", 7, "b, c");',
    ],
    [
      't\n  |> where a // why\n  // more\n  |> sort b\n5',
      '$from($from((t\n  )).to("where", 6, "a")).to("sort", 5, "b");\n5',
    ],
    ['t |>\n  where a', '$from((t )).to("where", 6, "a");'],
    ['t |> grep "a |> b"', '$from((t )).to("grep", 5, "\\"a |> b\\"");'],
    [
      't |> where (a or\n b) |> sort c',
      '$from($from((t )).to("where", 6, "(a or\\n b)")).to("sort", 5, "c");',
    ],
    ["t |> grep don't |> sort c", '$from($from((t )).to("grep", 5, "don\'t")).to("sort", 5, "c");'],
    ['t |> where r => r.a > 1', '$from((t )).to("where", 5, r => r.a > 1);'],
    [
      't |> each async (r) => {\n  print(r)\n} |> sort a',
      '$from($from((t )).to("each", 4, async (r) => {\n  print(r)\n})).to("sort", 5, "a");',
    ],
    [
      't |> where ({ a }: Row) => a |> b',
      '$from($from((t )).to("where", 5, ({ a }: Row) => a)).to("b", 1);',
    ],
    ['t |> where (a == 1) and b', '$from((t )).to("where", 6, "(a == 1) and b");'],
    ['t |> join other on host', '$from((t )).to("join", 11, other, "on host");'],
    [
      't |> join (await f(1, 2)) on host',
      '$from((t )).to("join", 21, (await f(1, 2)), "on host");',
    ],
    ['t |> diff before', '$from((t )).to("diff", 4, before);'],
    ['t |> diff _ --ignore metric', '$from((t )).to("diff", 7, _, "--ignore metric");'],
    ['t |> diff (n--) --all', '$from((t )).to("diff", 11, (n--), "--all");'],
    ['return t |> sort a', 'return $from((t )).to("sort", 5, "a");'],
    ['f = (t) => t |> sort a', 'f = (t) => $from((t )).to("sort", 5, "a");'],
    ['a; b |> sort a', 'a; $from((b )).to("sort", 5, "a");'],
    ['print(a, t |> sort b)', 'print(a, $from((t )).to("sort", 5, "b"))'],
    ['f(t |> where (r) => r.a, 1)', 'f($from((t )).to("where", 5, (r) => r.a), 1)'],
    ['x = {\n a: 1\n} |> csv', 'x = $from(({\n a: 1\n} )).to("csv", 3);'],
    ['t\n  .rows\n  |> csv', '$from((t\n  .rows\n  )).to("csv", 3);'],
    ['x = [1,\n 2] |> csv', 'x = $from(([1,\n 2] )).to("csv", 3);'],
    ['@r1 show x |> csv', '$from($run("r1", ["show x"])).to("csv", 3);'],
    [
      'x = @r1 show x | include y\n  |> csv',
      'x = $from($run("r1", ["show x | include y"])).to("csv", 3);',
    ],
    ['@core:\n  a\n  b |> csv', '$from($run("core", ["a","b"])).to("csv", 3);'],
    ['@core:\n  a\n  b\n  |> csv', '$from($run("core", ["a","b"])).to("csv", 3);'],
    ['!ls |> grep x', '$from($shell("ls", "value")).to("grep", 5, "x");'],
    ['%hosts |> where a', '$from($magic("hosts", "")).to("where", 6, "a");'],
    ['%mine @r1 show a |> where b', '$magic("mine", "@r1 show a |> where b");'],
    ['%watch 5s @r1 a |> where b', '$magic("watch", "5s @r1 a |> where b");'],
  ])('%j becomes %j', (source, expected) => {
    expect(plain(source)).toBe(expected);
  });

  it.each(['"a |> b"', '`a |> b`', '// a |> b', '/a |> b/', '`${\n1}\n|> b`'])(
    'is not found in %j',
    (source) => {
      expect(plain(source)).toBe(source);
    },
  );

  it.each(['t |>', 't |> where a |>', 't |> where (a', 't |> each (r) => {', '@r1 a |>'])(
    '%j goes on',
    (source) => {
      expect(plain(source)).toBe('incomplete');
    },
  );

  it.each([
    ['|> where a', 0],
    ['t |> |> b', 5],
    ['x = |> b', 4],
    ['1\nt |> 5', 7],
  ])('%j says where it is wrong', (source, offset) => {
    expect(readForms(source, NO_SURROUNDINGS)).toMatchObject({ status: 'wrong', offset });
  });
});

describe('a magic', () => {
  it.each([
    ['%hosts', '$magic("hosts", "");'],
    ['%use core,!r3', '$magic("use", "core,!r3");'],
    ['x = %snapshot before;', 'x = $magic("snapshot", "before");'],
    ['a\n%time-it b\nc', 'a\n$magic("time-it", "b");\nc'],
    [
      '%%config r1,r2\ninterface x\n shut `\n',
      '$magic("config", "r1,r2", "interface x\\n shut `\\n");',
    ],
    ['%%note', '$magic("note", "", "");'],
    ['1\nx = %%js\na', '1\nx = $magic("js", "", "a");'],
  ])('%j becomes %j', (source, expected) => {
    expect(plain(source)).toBe(expected);
  });

  it.each(['a % b', 'a %b', 'x = a\n  % b', 'x %= 2', '(a\n%b)', '`\n%hosts\n`', '%5'])(
    'is not found in %j',
    (source) => {
      expect(plain(source)).toBe(source);
    },
  );
});

describe('a command of this machine', () => {
  it.each([
    ['!ls', '$shell("ls", "shown");'],
    ['  !ping -c1 10.0.0.1  ', '  $shell("ping -c1 10.0.0.1", "shown");'],
    ['!echo \'a\' | grep "`"\n1', '$shell("echo \'a\' | grep \\"`\\"", "shown");\n1'],
    ['!known', '$shell("known", "shown");'],
    ['!unknown (1) && f', '$shell("unknown (1) && f", "shown");'],
    ['x = !ls -l', 'x = $shell("ls -l", "value");'],
    ['const x = !cat a.txt', 'const x = $shell("cat a.txt", "value");'],
    ['ready = 1\nx = ! ready', 'ready = 1\nx = $shell("ready", "value");'],
    ['x = !./a.sh', 'x = $shell("./a.sh", "value");'],
    [
      '!ping ${r1.address} ${HOME} ${x:-1}',
      '$shell("ping ${SHOWRUN_VALUE_1} ${HOME} ${x:-1}", "shown", [r1.address]);',
    ],
    [
      'a = 1\n!echo "${a}" ${f(2)}',
      'a = 1\n$shell("echo \\"${SHOWRUN_VALUE_1}\\" ${SHOWRUN_VALUE_2}", "shown", [a, f(2)]);',
    ],
    [
      "!awk '${a.b}' \"'${a.b}'\"",
      '$shell("awk \'${a.b}\' \\"\'${SHOWRUN_VALUE_1}\'\\"", "shown", [a.b]);',
    ],
  ])('%j becomes %j', (source, expected) => {
    expect(plain(source)).toBe(expected);
  });

  it.each([
    'ok = 1\nok = !ok',
    'ok = 1\nx = !ok && (\n  1)',
    'function f(ok) {\n  x = !ok\n}',
    'x = !known',
    'x = !known.a(1)',
    '!function () {}()',
    '!known(1) && f()',
    'x = !!a',
    'x = !(a)',
    'x = a &&\n  !b',
    'f(\n!a)',
    'x != y',
    'if (x !== y) z',
    'x = !"a"',
  ])('is not found in %j', (source) => {
    expect(plain(source, ['known'])).toBe(source);
  });
});

describe('a question', () => {
  it.each([
    ['r1?', '$help("r1", () => r1);'],
    [' r1.run? ', ' $help("r1.run", () => r1.run);'],
    ["hosts['sw-1']?", "$help(\"hosts['sw-1']\", () => hosts['sw-1']);"],
    ['a\nr1??\nb', 'a\n$help("r1", () => r1, "detailed");\nb'],
    ['?r1', '$help("r1", () => r1);'],
    ['??r1', '$help("r1", () => r1, "detailed");'],
    ['%watch?', '$help("%watch", undefined);'],
    ['?%watch', '$help("%watch", undefined);'],
    ['%%config?', '$help("%%config", undefined);'],
    ['where?', '$help("where", () => where);'],
    ['@core?', '$help("@core", undefined);'],
    ['@(site=lab & a=b)?', '$help("@(site=lab & a=b)", undefined);'],
  ])('%j becomes %j', (source, expected) => {
    expect(plain(source)).toBe(expected);
  });

  it.each(['x = a ? b : c', 'x = a\n  ? b\n  : c', 'x = a ?\n b : c', 'x = a\n  ?b\n  :c', 'x?.y'])(
    'is not found in %j',
    (source) => {
      expect(plain(source)).toBe(source);
    },
  );
});

describe('pasted lines', () => {
  it.each([
    ['In [3]: a = 1\n   ...: b = 2', 'a = 1\nb = 2'],
    ['In [1]: @r1 show x\n\nIn [2]: b', '$run("r1", ["show x"]);\n\nb'],
    ['In [3]: if (a) {\n   ...:   b\n   ...:\n   ...: }', 'if (a) {\n  b\n\n}'],
  ])('%j lose their prompts', (source, expected) => {
    expect(plain(source)).toBe(expected);
  });

  it.each(['In [3]: a\nb', 'In[3]', '[3]: a'])('%j keep what is no prompt', (source) => {
    expect(plain(source)).toBe(source);
  });
});

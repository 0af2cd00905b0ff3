/** What `name?` shows. */
export class HelpText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What `help` shows. */
export const OVERVIEW = `@r1 show version              a command on a host, on r1,r2, on a @group, on all
t = @all show ip route        its results as a value: t.table, t.rows, t.failed
await r1.run('show version')  the same in JavaScript or TypeScript; results can be chained: .text .rows .table
r1.config('interface Gi0/1\\nshutdown')   configuration lines; all.config(…), .save(), .commit(), .mode('privileged')
r1.send('reload', { answers: ['no', ''] })   with answers to its questions; .waitFor(/pattern/), .write(), .read()
for (const h of all) …        every host in turn
r1?                           help on a name; In, Out, _, __, ___ are inputs, values and the latest values
Ctrl-C ends what runs · Ctrl-R searches the history · Tab completes`;

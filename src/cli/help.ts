/** What `showrun --help` prints. */
export function helpText(): string {
  return `showrun: every device in a pane, one REPL over all of them, a lab inside.

  showrun                                the lab: four routers in a square
  showrun [user@]host[:port] …           devices, or names from the inventory and ~/.ssh/config
  showrun local: 'local:docker exec -it r1 sh'
                                         a shell, or any command, of this machine
  showrun -i FILE [SELECTOR …]           hosts of an inventory file
  --no-record                            nothing is recorded or logged: in the screen, with run, script, snapshot and diff
  showrun run COMMAND -H SELECTOR        one command on many hosts, no screen
      --mode NAME                        in another mode of the device: configuration, shell; platforms NAME lists them
      -o table|json|csv|md|raw           how to print it (default: table)
      -i FILE                            the inventory (default: the settings folder's inventory.yaml)
      -t SECONDS                         give up when a device is silent this long (default: 30)
      --lab[=TOPOLOGY]                   on the lab's devices
      --accept-new                       store the keys of hosts never seen before; changed keys are still refused
      --serial N                         N hosts at a time: the next N when these are done
      --stop-on-failure                  no further host after one that failed or refused; one at a time unless --serial
      --dry-run                          only say which hosts would be told what; connects to nothing
  showrun run --config FILE|- -H SELECTOR
                                         configuration lines, up to the first one a host refuses; nothing is saved or
                                         committed unless told:
      --save                             then save, so that it survives a reboot
      --commit                           then commit, where the platform takes it; a refusal drops everything
      --comment TEXT                     the commit's comment
      --confirmed MINUTES                the commit is undone then unless confirmed by another one
      --mode NAME                        the mode to send them in: exclusive, private, session
  showrun script FILE|- [-- ARGS]        cells of the REPL from a file, no screen; what they print goes to stdout
      -H SELECTOR, -i FILE, --lab[=TOPOLOGY]
                                         the hosts it may reach (all of the inventory), connected when first asked
      -p                                 print the value of the last line
      -y                                 yes to what it asks
      --no-startup                       without startup.ts of the settings folder
      -t SECONDS, --accept-new           as for run
  showrun snapshot NAME -H SELECTOR      keep what hosts answer, to compare it later; secrets are left out
      -c COMMAND …, -f FILE              what to ask (default: the state of their platforms: interfaces, routes, neighbours)
      --replace                          in place of the one of that name
      -i FILE, --lab, -t, --accept-new   as for run
  showrun snapshot [-d NAME]             the snapshots there are; or delete one
  showrun diff A [B] [-H SELECTOR]       what changed between two snapshots, or from one to now; of two hosts: diff r1 r2 -c COMMAND
      -o text|json                       how to print it
      --all, --ignore COLUMNS, --times   counters, ages and uptimes too; without these columns; without times in texts
                                         exit code 0 nothing changed · 1 something did · 3 no host could be connected
  showrun replay RECORDING               play a recording in panes: chapters, search, tables, its commands run again.
                                         RECORDING: last, a name or part of it, a folder, a cast of asciinema's,
                                         a session log of SecureCRT, PuTTY or any other program
      -H SELECTOR                        these of its hosts
      --at 1:30|14:02:11|#7              from there on: a time, one of the clock, a command
      --speed N, --idle SECONDS          N times as fast; pauses cut to so long
      -i FILE, --lab                     hosts on which its commands can be run again
  showrun recordings [NAME …]            what was recorded: hosts, commands, sizes; or all about one. last is the latest
      -o json                            the same for programs
      --prune [--keep '90d 20GB']        let the oldest go, as the setting keepRecordings says; --dry-run only says which
      --protect NAME, --unprotect NAME   keep one whatever its age
      -d NAME …                          delete one
  showrun history [WORDS …]              search commands and answers of all recordings: "a phrase", /an expression/, host:r1, group:core,
                                         day:today, outcome:refused, in:commands, mode:NAME, platform:NAME, by:person
      -H SELECTOR, -d DAY, --outcome ok|refused|unfinished, --in commands|answers|both
      -n MOST                            of many the newest (default: 200)
      -o screen|table|json               default: on a terminal the screen, where Enter opens the moment; exit code 1 where nothing was found
  showrun export RECORDING --to html|md|ipynb|txt|cast|json|csv
                                         hand it on, without its secrets; RECORDING#3,5-9 for commands of it
      -o FILE, -o FOLDER/                in place of standard output
      -H SELECTOR, -c TEXT               of these hosts, commands with this in them
      --title TEXT, --keep-secrets       the title; passwords, keys and communities stay in
  showrun audit RECORDING                what an export hides, and what it leaves that looks like a secret
      -o text|json                       exit code 0 nothing is left · 1 something is
  showrun lab [TOPOLOGY] [-p PORT]       only the lab; prints how to reach it with any ssh client
  showrun lab --list                     the topologies there are
  showrun parse -p PLATFORM -c COMMAND [FILE|-]
                                         the table in a device's answer that lies in a file
      -o table|json|csv|md               how to print it (default: table)
      --template FILE, --templates DIR   a template of yours, or a folder of them (NET_TEXTFSM names one too)
      --strict                           a line the template does not know is an error
      --jsonl                            a stream: {"id","platform","command","text"} a line in, rows a line out
  showrun parsers [PLATFORM]             the commands whose answers become tables
  showrun platforms [NAME]               the network OSes it knows: name, title, modes; or all about one
      --remembered                       what was found of hosts without a platform of their own
      --forget HOST                      forget that of one: a name, address[:port], or as --remembered lists it
  showrun vault                          the secrets kept encrypted, by name, and when they were set
  showrun vault set NAME                 keep one: asked for twice, or one line of standard input; password: { vault: NAME } uses it
  showrun vault show|remove NAME         show one on this terminal; remove one
  showrun vault passphrase               change the passphrase

Inside: Ctrl-] then a key is ours, everything else goes to the device. Ctrl-] ? lists the keys, Ctrl-] q quits.
A SELECTOR is a host, a,b, @group, a pattern such as 'r*', or all.
Exit codes: 0 all well · 1 a host failed or refused the command · 2 wrong usage · 3 could not connect
`;
}

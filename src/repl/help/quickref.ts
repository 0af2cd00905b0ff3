/** The whole language of cells, for a screen of 92 × 24. */
export const QUICKREF = `ASK      @r1 show clock     @r1,r2 …   @core …   @all,!r3 …   @r* …     %use core, then @ …
FILTER   @(platform=cisco_ios & !site=lab) show version
SEVERAL  @core show clock; show version              one after the other, on each host
VALUES   x = @core show ip bgp summary               x.rows .table .text .results .ok
STAGES   x |> where status != up and rx_errors > 0 |> select host, interface |> sort host
         select drop rename sort top group count sum unique join diff fold grep each
         table text csv json md save chart watch     methods, too: x.where('…').sort('…')
HOST     r1.run('show clock')   .table(command)   .config(lines)   .send(text, {answers})
         .mode('privileged')   .waitFor(/FULL/)   .last   .blocks   .facts
SETS     all   group('core')   pick('r*')            for (const h of all) print(h.name)
CODE     JavaScript or TypeScript, await, import; the last value is shown; %%js: code only
HISTORY  _ __ ___   In[3] Out[3]   Ctrl-R   %history   %search words   %rerun 3
FILES    %save NAME 1-4   %load FILE   %edit   %run FILE   %snippet NAME 1-4   %cd   %ls
OPEN     %hosts   %open NAME   %close NAME   %use SELECTOR   %doctor [r1]
LOOK     %watch 5s @core show …   %chart   %fold   %snapshot NAME   %diff A B   %recordings
TIME     %time cell   %timeit cell
CHANGE   %%config r1,r2  and lines below             shown first, asked, stops at a refusal
RECORD   %log on|off|hosts   %log start FILE   %record start NAME   %replay last   %note …
SELF     %who   %set   %theme   %help [%name]   %quickref   %reset   %clear
ELSE     !local command     y = !ls                  x?   x??   %name?
KEYS     Tab completes · Alt-Enter new line · Ctrl-C stops · Ctrl-L clears`;

"""What the Python contestants share: the job, the stopwatch, the tries. See job.ts."""

import json
import sys
import time

JOB = json.loads(sys.argv[1])


class Stopwatch:
    """`with Stopwatch() as watch: …`, then `watch.use()`. Processes that still run are counted with `also`."""

    def __enter__(self):
        self.cpu = time.process_time()
        self.start = time.perf_counter()
        return self

    def __exit__(self, *_):
        self.wall = time.perf_counter() - self.start
        self.cpu = time.process_time() - self.cpu

    def use(self, also=0.0):
        return {"wallMs": self.wall * 1000, "cpuMs": (self.cpu + also) * 1000}


def check(text):
    if JOB["lastLine"] not in text:
        raise SystemExit("not the whole answer: " + repr(text))


def report(uses):
    json.dump(uses, sys.stdout)

"""What a comparison asks of the machine, over the wire. Prints figures and asserts nothing.

    python3 kernel/src/bench/comparison.py [--kernel rowan] [--rows 1000000] [--rounds 3]

A table of a million rows is compared with and without an index, and with a query that does the same, whose verdict takes as
long as it may (`--budget 5s`): from the request to idle, how many pairs, how much more memory the kernel's process holds at
most than before, which files it has open meanwhile, and which of them are left: afterwards, after an interrupt in the middle,
and after `kill -9` once the next kernel has started. Linux only, for /proc. The exponents of %%growth come last: of the steps
of a scan and of a seek, and of the time of a sort.
"""

import argparse
import os
import signal
import statistics
import threading
import time

from jupyter_client.manager import start_new_kernel

TABLE = """CREATE TABLE orders(id INTEGER PRIMARY KEY, user_id INTEGER, price INTEGER, note TEXT);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows})
INSERT INTO orders SELECT i, i * 7919 % 20000, i * 37 % 20011, 'order number ' || i FROM n"""

QUERY = "%%compare --budget 5s\nSELECT count(*), sum(price) FROM orders WHERE user_id = 42\n"

COMPARISONS = {
    "with an index": QUERY + "-- arm: index\nCREATE INDEX orders_user ON orders(user_id)",
    "nearly the same": QUERY + "-- instead: twice\nSELECT count(*), sum(price) FROM orders WHERE user_id = 42 AND price >= 0",
}

GROWTH = {
    "scan": "SELECT sum(price) FROM t WHERE user_id = 7",
    "sort": "SELECT id FROM t ORDER BY price, id",
}

GROWING = """
-- setup
CREATE TABLE t(id INTEGER PRIMARY KEY, user_id INTEGER, price INTEGER);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :n)
INSERT INTO t SELECT i, i * 7919 % (:n / 50), i * 2654435761 % 1000003 FROM n;
"""

RECORD = "application/vnd.rowan.experiment+json"


class Watch(threading.Thread):
    """Looks at a process until it is stopped: its memory, and the files of private directories that it has open."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.most_kb, self.files, self.stopped = pid, 0, set(), threading.Event()

    def run(self):
        while not self.stopped.wait(0.02):
            try:
                self.most_kb = max(self.most_kb, resident_kb(self.pid))
                for fd in os.listdir(f"/proc/{self.pid}/fd"):
                    path = os.readlink(f"/proc/{self.pid}/fd/{fd}")
                    if "/rowan-private-" in path:
                        self.files.add(path.removesuffix(" (deleted)"))
            except (FileNotFoundError, ProcessLookupError, StopIteration):
                pass

    def stop(self):
        self.stopped.set()
        self.join()
        return self


def resident_kb(pid):
    with open(f"/proc/{pid}/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS:"))


def run(client, code, timeout=300, seen=None):
    """The messages of a cell, until idle; `seen` may look at each."""
    msg_id = client.execute(code)
    messages = []
    while True:
        message = client.get_iopub_msg(timeout=timeout)
        if message["parent_header"].get("msg_id") != msg_id:
            continue
        messages.append(message)
        if seen:
            seen(message)
        if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            return messages


def record(messages):
    records = [m["content"]["data"][RECORD] for m in messages if RECORD in m["content"].get("data", {})]
    return records[-1] if records else None


def left(files, kept):
    """The files that are still there, without those that were there before, and the locks of others that were looked at."""
    own = {os.path.dirname(f) for f in files if not f.endswith("/lock")}
    return sorted(f for f in files - kept if os.path.dirname(f) in own and os.path.exists(f))


def told(files):
    return "no file left" if not files else "LEFT: " + ", ".join(files)


def comparisons(client, pid, rounds, kept):
    for name, code in COMPARISONS.items():
        taken, pairs, more, copies, remaining = [], [], [], set(), []
        for _ in range(rounds):
            before = resident_kb(pid)
            watch = Watch(pid)
            watch.start()
            start = time.perf_counter()
            messages = run(client, code)
            taken.append(time.perf_counter() - start)
            watch.stop()
            found = record(messages)
            pairs.append(found["sampling"]["pairs"])
            more.append((watch.most_kb - before) / 1024)
            copies |= {f for f in watch.files - kept if f.endswith("main.db")}
            remaining += left(watch.files, kept)
        verdict = found["changes"][0]["verdict"]["finding"]
        print(f"{name:16} request → idle {statistics.median(taken):5.2f} s, at most {max(taken):5.2f} s"
              f" · pairs {', '.join(map(str, pairs))} · resident memory {max(more):+.0f} MB"
              f" · {len(copies) // rounds} copies · {told(remaining)} · {verdict}")


def interrupted(manager, client, pid, rounds, kept):
    taken, remaining, said = [], [], set()
    for _ in range(rounds):
        watch = Watch(pid)
        watch.start()
        stop = {}

        def seen(message):
            text = message["content"].get("data", {}).get("text/plain", "")
            if "pairs ·" in text and not stop:
                stop["at"] = time.perf_counter()
                manager.interrupt_kernel()

        messages = run(client, COMPARISONS["nearly the same"].replace("5s", "60s"), seen=seen)
        taken.append(time.perf_counter() - stop["at"])
        watch.stop()
        remaining += left(watch.files, kept)
        said |= {record(messages)["sampling"]["end"] if record(messages) else "nothing was measured"}
    print(f"interrupt        request → idle {statistics.median(taken) * 1000:.0f} ms, at most {max(taken) * 1000:.0f} ms"
          f" · {told(remaining)} · {', '.join(said)}")


def killed(manager, client, pid, kernel):
    watch = Watch(pid)
    watch.start()

    def kill():
        time.sleep(3)
        os.kill(pid, signal.SIGKILL)

    manager.autorestart = False
    threading.Thread(target=kill).start()
    client.execute(COMPARISONS["nearly the same"].replace("5s", "60s"))
    manager.provisioner.process.wait()
    watch.stop()
    orphans = {f for f in watch.files if os.path.exists(f)}
    client.stop_channels()
    manager.cleanup_resources()
    manager, client = start_new_kernel(kernel_name=kernel)
    run(client, "SELECT 1")
    print(f"kill -9          {len(orphans)} files were there · after the next kernel's first cell: {told(left(orphans, set()))}")
    return manager, client


def growth(client):
    for name, query in GROWTH.items():
        arm = "-- arm: seek\nCREATE INDEX by_user ON t(user_id)" if name == "scan" else ""
        found = record(run(client, "%%growth --sizes 1e3..1e6 --budget 30s\n" + query + GROWING + arm))
        for curve in found["curves"]:
            label = "seek" if curve["label"] == "seek" else name
            fits = {what: curve[what] for what in ("steps", "time")}
            print(f"growth of a {label:5}" + "".join(
                f"{what} n^{fit['exponent']:.3f} [{fit['low']:.3f}, {fit['high']:.3f}]   " for what, fit in fits.items()))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kernel", default="rowan")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    manager, client = start_new_kernel(kernel_name=arguments.kernel)
    try:
        pid = manager.provisioner.process.pid
        watch = Watch(pid)
        watch.start()
        run(client, TABLE.format(rows=arguments.rows))
        run(client, "SELECT count(*) FROM orders")
        kept = watch.stop().files
        comparisons(client, pid, arguments.rounds, kept)
        interrupted(manager, client, pid, arguments.rounds, kept)
        manager, client = killed(manager, client, pid, arguments.kernel)
        growth(client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel()


if __name__ == "__main__":
    main()

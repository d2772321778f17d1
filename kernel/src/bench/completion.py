"""How long Tab makes a user wait where a database has 200 tables, at rest and while a statement runs.

    python3 kernel/src/bench/completion.py [--kernel rowan] [--tables 200] [--rounds 40]

Every request goes over the real sockets. Printed are the 10th percentile, the median and the worst time of each, in
milliseconds, and the first of what was offered.
"""

import argparse
import statistics
import time

from jupyter_client.manager import start_new_kernel

LONG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000000) SELECT count(*) FROM n"
ASKED = {
    "a table": "SELECT * FROM t1|",
    "a column by its alias": "SELECT a.|  FROM t17 a JOIN t18 b ON b.id = a.parent",
    "a condition of a join": "SELECT * FROM t18 b JOIN t17 a ON |",
    "a column of WITH": "WITH recent AS (SELECT id, name AS title FROM t5) SELECT r.| FROM recent r",
    "anything": "select id from t7 where |",
    "columns of an INSERT": "INSERT INTO t9(id, |",
    "a subquery": "SELECT * FROM t3 WHERE id IN (SELECT | FROM t4 JOIN t5 ON t5.parent = t4.id)",
    "what may follow": "SELECT * FROM t7 WHERE id = 1 |",
    "a table made further up": "CREATE TABLE made(x, y);\nSELECT | FROM made",
    "SQL in Java": 'db.query("SELECT na| FROM t6")',
    "a command": "%%gro|",
}


def run(client, code):
    client.execute_interactive(code, timeout=60, output_hook=lambda message: None)


def asked(client, marked):
    """One request; its milliseconds and what was offered."""
    start = time.perf_counter()
    msg_id = client.complete(marked.replace("|", ""), marked.index("|"))
    while True:
        reply = client.get_shell_msg(timeout=60)
        if reply["parent_header"].get("msg_id") == msg_id:
            return (time.perf_counter() - start) * 1000, reply["content"]["matches"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kernel", default="rowan")
    parser.add_argument("--tables", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=40)
    arguments = parser.parse_args()
    manager, client = start_new_kernel(kernel_name=arguments.kernel)
    try:
        columns = ", ".join(f"c{i} TEXT" for i in range(10))
        run(client, "\n".join(
            f"CREATE TABLE t{n}(id INTEGER PRIMARY KEY, parent INTEGER REFERENCES t{max(1, n - 1)}, name TEXT, {columns});"
            for n in range(1, arguments.tables + 1)))
        print(f"{arguments.tables} tables{'':14}{'at rest: p10, median, worst':>33}{'while a statement runs':>33}")
        rows = {}
        for state in ("at rest", "running"):
            if state == "running":
                running = client.execute(LONG)
                while client.get_iopub_msg(timeout=60)["parent_header"].get("msg_id") != running:
                    pass
                time.sleep(0.3)
            for what, marked in ASKED.items():
                answers = [asked(client, marked) for _ in range(arguments.rounds)]
                times = [milliseconds for milliseconds, _ in answers]
                rows.setdefault(what, []).append((statistics.quantiles(times, n=10)[0], statistics.median(times), max(times), answers[0][1]))
        for what, (rest, busy) in rows.items():
            same = "" if rest[-1] == busy[-1] else "  OTHER OFFERS"
            numbers = "".join(f"{number:11.1f}" for number in rest[:3] + busy[:3])
            print(f"{what:24}{numbers}  {busy[-1][:2]}{same}")
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    main()

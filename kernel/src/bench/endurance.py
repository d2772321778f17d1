"""How Rowan bears what hurts: interrupts, large results, much output. Prints figures and asserts nothing.

    python3 kernel/src/bench/endurance.py [--kernel rowan] [--rounds 10]

The time of an interrupt runs from its request until the reply of the cell. The memory is that of the kernel's process.
"""

import argparse
import statistics
import threading
import time

from jupyter_client.manager import start_new_kernel

ENDLESS = {
    "endless recursive query": "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t",
    "wait for a lock": "%%sql --on waiting\nINSERT INTO kept VALUES (2)",
    "while (true) {}": "while (true) {}",
    "catch (Throwable) loop": "while (true) { try { while (true) {} } catch (Throwable t) {} }",
    "lambda in a stream": "IntStream.iterate(0, i -> i + 1).filter(i -> i < 0).findFirst()",
    "Thread.sleep": "Thread.sleep(60_000)",
    "read from stdin": "new Scanner(System.in).nextLine()",
}


def run(client, code, timeout=120):
    msg_id = client.execute(code, allow_stdin=True)
    messages = []
    while True:
        msg = client.get_iopub_msg(timeout=timeout)
        if msg["parent_header"].get("msg_id") != msg_id:
            continue
        messages.append(msg)
        if msg["msg_type"] == "status" and msg["content"]["execution_state"] == "idle":
            break
    while True:
        reply = client.get_shell_msg(timeout=timeout)
        if reply["parent_header"].get("msg_id") == msg_id:
            return reply["content"], messages


def plain(messages):
    return "\n".join(
        m["content"]["data"]["text/plain"] for m in messages if m["msg_type"] in ("execute_result", "display_data"))


def threads(pid):
    import os
    names = []
    for task in os.listdir(f"/proc/{pid}/task"):
        try:
            with open(f"/proc/{pid}/task/{task}/comm") as file:
                names.append(file.read().strip())
        except FileNotFoundError:
            pass
    return sorted(n for n in names if n.startswith(("rowan-cell", "rowan-interru", "rowan-cancel")))


def resident_mb(pid):
    with open(f"/proc/{pid}/status") as file:
        for line in file:
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024


def interrupts(manager, client, rounds, pid):
    run(client, "int kept = 42;")
    run(client, "CREATE TABLE kept(x); CREATE TEMP TABLE scratch(x); INSERT INTO scratch VALUES (1); PRAGMA busy_timeout = 60000")
    run(client, "%%sql --on waiting\nPRAGMA busy_timeout = 60000")
    run(client, "BEGIN IMMEDIATE; INSERT INTO kept VALUES (1);")
    print(f"{'interrupt':28}{'median ms':>12}{'slowest ms':>12}   afterwards")
    for name, code in ENDLESS.items():
        taken = []
        kept = True
        for _ in range(rounds):
            before = threads(pid)
            stop = {}

            def interrupt():
                time.sleep(0.25)
                stop["at"] = time.perf_counter()
                manager.interrupt_kernel()

            thread = threading.Thread(target=interrupt)
            thread.start()
            msg_id = client.execute(code, allow_stdin=True)
            while True:
                reply = client.get_shell_msg(timeout=30)
                if reply["parent_header"].get("msg_id") == msg_id:
                    break
            taken.append((time.perf_counter() - stop["at"]) * 1000)
            thread.join()
            kept &= reply["content"]["ename"] == "Interrupted"
            kept &= "42" in plain(run(client, "kept")[1])
            _, messages = run(client, "SELECT count(*) AS n FROM scratch")
            kept &= "transaction open" in plain(messages) and "1" in plain(messages)
            kept &= threads(pid) == before
        said = "variable, TEMP table, transaction and threads as before" if kept else "SOMETHING WAS LOST"
        print(f"{name:28}{statistics.median(taken):12.0f}{max(taken):12.0f}   {said}")
    run(client, "ROLLBACK")


def large_result(client, pid):
    run(client, "CREATE TABLE big AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000000)"
                " SELECT i, 'row number ' || i AS text, i * 1.5 AS real FROM n")
    run(client, "SELECT * FROM big LIMIT 60")
    before = resident_mb(pid)
    start = time.perf_counter()
    _, messages = run(client, "SELECT * FROM big")
    taken = (time.perf_counter() - start) * 1000
    caption = plain(messages).splitlines()[-1]
    print(f"SELECT * over 10,000,000 rows: {taken:.0f} ms, resident memory {resident_mb(pid) - before:+.1f} MB · {caption}")


def much_output(client):
    code = 'for (int i = 0; i < 5000; i++) System.out.println("line " + i);'
    run(client, code)
    start = time.perf_counter()
    _, messages = run(client, code)
    taken = (time.perf_counter() - start) * 1000
    streams = [m for m in messages if m["msg_type"] == "stream"]
    print(f"5,000 lines of output: {len(streams)} messages, {taken:.0f} ms")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kernel", default="rowan")
    parser.add_argument("--rounds", type=int, default=10)
    arguments = parser.parse_args()
    manager, client = start_new_kernel(kernel_name=arguments.kernel)
    try:
        pid = manager.provisioner.process.pid
        interrupts(manager, client, arguments.rounds, pid)
        much_output(client)
        large_result(client, pid)
    finally:
        client.stop_channels()
        manager.shutdown_kernel()


if __name__ == "__main__":
    main()

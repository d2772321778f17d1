"""What Java cells cost, early and late, measured from outside.

    python3 kernel/src/bench/java_cells.py [--cells 500] [--endurance 2000] KERNEL

Prints, in milliseconds: the first Java cell after the kernel has answered; the median of a realistic mix (class, record,
lambda, print, loop) around its fifth and around its last round, and the growth between them; completion while a cell runs;
and, over an endurance run, the heap after a collection and the metaspace, which have to level off. Nothing is asserted;
compare the ratios of one run.
"""

import argparse
import statistics
import time

from jupyter_client.manager import KernelManager

MIX = [
    "class Account{n} {{ private int cents = {n}; int cents() {{ return cents; }} void add(int c) {{ cents += c; }} }}\n"
    "var account = new Account{n}(); account.add(5); account.cents()",
    "record Point{n}(int x, int y) {{ int sum() {{ return x + y; }} }}\nnew Point{n}({n}, 2).sum()",
    "Function<Integer, Integer> twice = i -> 2 * i;\ntwice.apply({n})",
    'System.out.println("cell {n}");',
    "int total = 0;\nfor (int i = 0; i < 1000; i++) total += i * {n};\ntotal",
]
MEMORY = (
    "System.gc(); var memory = java.lang.management.ManagementFactory.getMemoryMXBean();"
    'System.out.print(memory.getHeapMemoryUsage().getUsed() / 1024 + " " + '
    "memory.getNonHeapMemoryUsage().getUsed() / 1024);"
)
AROUND = 25


def run(client, code):
    """Runs a cell until its idle; the milliseconds it took, and what it printed."""
    start = time.perf_counter()
    msg_id = client.execute(code)
    printed = ""
    while True:
        msg = client.get_iopub_msg(timeout=120)
        if msg["parent_header"].get("msg_id") != msg_id:
            continue
        if msg["msg_type"] == "error":
            raise SystemExit("\n".join(msg["content"]["traceback"]))
        if msg["msg_type"] == "stream":
            printed += msg["content"]["text"]
        if msg["msg_type"] == "status" and msg["content"]["execution_state"] == "idle":
            break
    took = 1000 * (time.perf_counter() - start)
    client.get_shell_msg(timeout=60)
    return took, printed


def memory(client):
    heap, other = run(client, MEMORY)[1].split()
    return int(heap) / 1024, int(other) / 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kernel")
    parser.add_argument("--cells", type=int, default=500)
    parser.add_argument("--endurance", type=int, default=2000)
    options = parser.parse_args()

    manager = KernelManager(kernel_name=options.kernel)
    start = time.perf_counter()
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    ready = 1000 * (time.perf_counter() - start)
    first, _ = run(client, "1 + 1")
    print(f"ready {ready:.0f} ms, first Java cell {first:.0f} ms after it")

    times = [run(client, MIX[n % len(MIX)].format(n=n))[0] for n in range(options.cells)]
    early = statistics.median(times[5 : 5 + AROUND])
    late = statistics.median(times[-AROUND:])
    print(f"cell 5 … {early:.1f} ms, cell {options.cells} … {late:.1f} ms, growth {100 * (late / early - 1):+.0f} %")

    msg_id = client.execute("long until = System.nanoTime() + 3_000_000_000L; while (System.nanoTime() < until) {}")
    time.sleep(0.5)
    asked = []
    for _ in range(5):
        begin = time.perf_counter()
        client.complete("List.of(1).str", 14)
        client.get_shell_msg(timeout=30)
        asked.append(1000 * (time.perf_counter() - begin))
    print(f"completion while a cell runs: median {statistics.median(asked):.0f} ms, first {asked[0]:.0f} ms")
    while client.get_shell_msg(timeout=60)["parent_header"].get("msg_id") != msg_id:
        pass
    while True:
        msg = client.get_iopub_msg(timeout=60)
        if msg["parent_header"].get("msg_id") == msg_id and msg["content"].get("execution_state") == "idle":
            break

    step = max(1, options.endurance // 8)
    for n in range(options.cells, options.cells + options.endurance):
        took, _ = run(client, MIX[n % len(MIX)].format(n=n % 40))
        if (n - options.cells) % step == step - 1:
            heap, other = memory(client)
            print(f"after {n + 1} cells: heap {heap:.1f} MB, outside of it {other:.1f} MB, last cell {took:.1f} ms")
    client.stop_channels()
    manager.shutdown_kernel()


if __name__ == "__main__":
    main()

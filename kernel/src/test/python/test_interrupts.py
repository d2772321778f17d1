"""Interrupts in the first moments of cells: each comes back, and the next cell works."""

import os
import random
import signal
import time
import unittest
from queue import Empty

from jupyter_client.manager import start_new_kernel

SEED = 20
FIRST_MILLIS = 20
ROUNDS = 186
FIRST_JAVA_CELLS = 14

ENDLESS_SQL = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t"
ENDLESS_JAVA = "while (true) {}"
ENDLESS = [
    ENDLESS_SQL,
    "%plan --measure " + ENDLESS_SQL,
    ENDLESS_JAVA,
    "Thread.sleep(60_000)",
    "new Scanner(System.in).nextLine()",
    "%sh sleep 60",
    "%time " + ENDLESS_JAVA,
    f'db.query("{ENDLESS_SQL}")',
]
SHORT = ["SELECT 1", "1 + 1", "%help", "CREATE TEMP TABLE IF NOT EXISTS short(x); SELECT count(*) FROM short"]


class Interrupts(unittest.TestCase):
    def start(self):
        manager, client = start_new_kernel(kernel_name="rowan")
        self.addCleanup(manager.shutdown_kernel)
        self.addCleanup(client.stop_channels)
        return manager, client

    def reply(self, manager, client, msg_id, said):
        while True:
            try:
                msg = client.get_shell_msg(timeout=30)
            except Empty:
                self.fail(f"no reply, and the kernel {'lives' if manager.is_alive() else 'is dead'}; {said}")
            if msg["parent_header"].get("msg_id") == msg_id:
                return msg["content"]

    def interrupt_soon(self, manager, client, cell, by_signal, millis, said):
        """The reply to a cell that is interrupted so long after it was sent."""
        msg_id = client.execute(cell, allow_stdin=True, stop_on_error=False)
        end = time.perf_counter() + millis / 1000
        while time.perf_counter() < end:
            pass
        if by_signal:
            os.kill(manager.provisioner.pid, signal.SIGINT)
        else:
            manager.interrupt_kernel()
        return self.reply(manager, client, msg_id, said)

    def assert_works(self, manager, client, cell, said):
        reply = self.reply(manager, client, client.execute(cell), "the cell after " + said)
        self.assertEqual(reply["status"], "ok", f"the cell after {said}: {reply}")

    def test_interrupts_in_the_first_moments_of_cells_come_back_and_the_next_cell_works(self):
        manager, client = self.start()
        draws = random.Random(SEED)
        self.assert_works(manager, client, "int warm = 1;", "the start")
        for round_ in range(ROUNDS):
            # When a signal arrives nobody can see, unless it ends a cell.
            by_signal = draws.random() < 0.5 and os.name == "posix"
            cell = draws.choice(ENDLESS if by_signal or draws.random() < 0.6 else SHORT)
            millis = draws.uniform(0, FIRST_MILLIS)
            said = f"round {round_}: {'SIGINT' if by_signal else 'interrupt_request'} after {millis:.1f} ms to {cell}"
            reply = self.interrupt_soon(manager, client, cell, by_signal, millis, said)
            if cell in ENDLESS or reply["status"] != "ok":
                self.assertEqual(reply.get("ename"), "Interrupted", f"{said}: {reply}")
            self.assert_works(manager, client, "SELECT 42" if round_ % 2 else "warm + 41", said)

    def test_the_first_java_cell_can_be_interrupted_while_the_compiler_starts(self):
        draws = random.Random(SEED)
        for round_ in range(FIRST_JAVA_CELLS):
            manager, client = self.start()
            self.assert_works(manager, client, "SELECT 1", "the start")
            by_signal = round_ % 2 == 0 and os.name == "posix"
            millis = draws.uniform(0, FIRST_MILLIS)
            said = f"round {round_}: {'SIGINT' if by_signal else 'interrupt_request'} after {millis:.1f} ms"
            cell = "Thread.sleep(60_000)" if round_ % 4 < 2 else ENDLESS_JAVA
            reply = self.interrupt_soon(manager, client, cell, by_signal, millis, said)
            self.assertEqual(reply.get("ename"), "Interrupted", f"{said}: {reply}")
            self.assert_works(manager, client, "1 + 1", said)
            self.doCleanups()

    def test_an_interrupt_while_nothing_runs_is_forgotten(self):
        manager, client = self.start()
        self.assert_works(manager, client, "SELECT 1", "the start")
        manager.interrupt_kernel()
        # Sent later, although perhaps read earlier: control and shell are two connections.
        self.assert_works(manager, client, "SELECT 2", "an interrupt of nothing")
        if os.name == "posix":
            os.kill(manager.provisioner.pid, signal.SIGINT)
            time.sleep(1)
            self.assert_works(manager, client, "SELECT 3", "a signal of nothing")


if __name__ == "__main__":
    unittest.main(verbosity=2)

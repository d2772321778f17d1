"""The ways to install Rowan, and what is said where one of them cannot work. Run behind mvn package:

    cd kernel/src/test/python && python3 -m unittest -v test_install
"""

import json
import os
import shutil
import subprocess
import tempfile
import threading
import unittest
from pathlib import Path

from jupyter_client.manager import start_new_kernel

ROOT = Path(__file__).resolve().parents[4]
JAR = ROOT / "kernel" / "target" / "rowan.jar"
JAVA = os.environ.get("JAVA_HOME", "") + "/bin/java" if os.environ.get("JAVA_HOME") else shutil.which("java")
#: What does not come back must fail here, and not hold up all that follows.
PATIENCE_SECONDS = 300


class Start(unittest.TestCase):
    """install/start on machines that lack something: one sentence, what gets it, and exit code 1."""

    def setUp(self):
        self.directory = Path(tempfile.mkdtemp(prefix="rowan start "))
        self.addCleanup(shutil.rmtree, self.directory)
        self.path = self.directory / "bin"
        self.path.mkdir()
        for tool in ("sh", "sed", "head", "grep"):
            (self.path / tool).symlink_to(shutil.which(tool))

    def command(self, name, script):
        file = self.path / name
        file.write_text("#!/bin/sh\n" + script, encoding="utf-8")
        file.chmod(0o755)

    def said(self, path=None, **environment):
        ended = subprocess.run(
            ["/bin/sh", str(ROOT / "install" / "start")],
            capture_output=True, text=True, env={"PATH": str(path or self.path), **environment}, timeout=PATIENCE_SECONDS)
        self.assertEqual(ended.returncode, 1, ended.stdout + ended.stderr)
        self.assertEqual(ended.stderr, "")
        return ended.stdout.splitlines()

    def test_without_a_path_at_all(self):
        first, *advice = self.said(path="/nowhere")
        self.assertEqual(first, "Rowan needs a JDK of version 17 or later, and there is no Java. This gets one:")
        self.assertEqual(len(advice), 1)

    def test_without_Java(self):
        self.command("apt-get", "")
        self.assertEqual(self.said(), [
            "Rowan needs a JDK of version 17 or later, and there is no Java. This gets one:",
            "  sudo apt-get install -y openjdk-17-jdk-headless maven"])

    def test_with_an_old_Java(self):
        self.command("java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2")
        self.assertEqual(self.said()[0], "Rowan needs a JDK of version 17 or later, and this is Java 11. This gets one:")

    def test_with_a_Java_that_names_itself_as_before_version_9(self):
        self.command("java", "echo 'java version \"1.8.0_402\"' >&2")
        self.assertEqual(self.said()[0], "Rowan needs a JDK of version 17 or later, and this is Java 8. This gets one:")

    def test_with_a_Java_that_cannot_compile(self):
        self.command("java", "case $1 in -version) echo 'openjdk version \"21\"' >&2 ;; *) echo java.base@21 ;; esac")
        self.assertEqual(self.said()[0], "Rowan needs a whole JDK, and this Java cannot compile. This gets one:")

    def test_without_Maven(self):
        self.command("java", f'exec "{JAVA}" "$@"')
        self.assertEqual(self.said()[0], "Rowan is built with Maven, and there is none. This gets it:")

    def test_with_a_home_that_cannot_be_written_to(self):
        self.command("java", f'exec "{JAVA}" "$@"')
        self.command("mvn", "echo it was called")
        self.assertEqual(self.said(HOME="/proc/nowhere"), [
            "Maven keeps libraries in your home directory and Jupyter its kernels, and /proc/nowhere cannot be written to."])


class Install(unittest.TestCase):
    """rowan install, into a directory whose name has a blank."""

    @classmethod
    def setUpClass(cls):
        if not JAR.exists():
            raise unittest.SkipTest("SKIPPED: mvn package has not been run")

    def setUp(self):
        self.directory = Path(tempfile.mkdtemp(prefix="rowan install "))
        self.addCleanup(shutil.rmtree, self.directory)

    def rowan(self, *arguments, **environment):
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "XDG", "VIRTUAL_ENV", "CONDA"))}
        return subprocess.run(
            [JAVA, "-jar", str(JAR), *arguments], capture_output=True, text=True, env={**kept, **environment}, cwd=self.directory,
            timeout=PATIENCE_SECONDS)

    def answers(self, data):
        """A cell of the kernel that lies below a data directory of Jupyter's."""
        spec = json.loads((data / "kernels" / "rowan" / "kernel.json").read_text(encoding="utf-8"))
        # VS Code puts nothing in place of {resource_dir}.
        paths = [word for word in spec["argv"] if "/" in word]
        self.assertTrue(all(word.startswith(("/", "-")) for word in paths), paths)
        self.assertNotIn("{resource_dir}", json.dumps(spec))
        before = os.environ.get("JUPYTER_PATH")
        os.environ["JUPYTER_PATH"] = str(data)
        try:
            manager, client = start_new_kernel(kernel_name="rowan")
        finally:
            os.environ.pop("JUPYTER_PATH") if before is None else os.environ.update(JUPYTER_PATH=before)
        try:
            shown = []
            reply = client.execute_interactive("SELECT 40 + 2 AS answer", timeout=60, output_hook=shown.append)
            self.assertEqual(reply["content"]["status"], "ok")
            return [m["content"]["data"]["text/plain"] for m in shown if m["msg_type"] == "execute_result"][0]
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)

    def check(self, data, command, options, **environment):
        said = self.rowan("install", *options, **environment)
        self.assertEqual(said.returncode, 0, said.stdout + said.stderr)
        self.assertTrue((data / "labextensions" / "rowan-labextension" / "package.json").exists())
        self.assertIn("42", self.answers(data))
        ended = subprocess.run([command, "--version"], capture_output=True, text=True, timeout=PATIENCE_SECONDS)
        self.assertIn("Rowan", ended.stdout, ended.stderr)
        said = self.rowan("uninstall", *options, **environment)
        self.assertEqual((said.returncode, said.stdout), (0, "removed\n"))
        self.assertEqual([path for path in self.directory.rglob("*") if path.is_file()], [])
        self.assertEqual(self.rowan("uninstall", *options, **environment).returncode, 1)

    def test_for_this_user(self):
        self.check(self.directory / ".local/share/jupyter", self.directory / ".local/bin/rowan", ["--user"], HOME=str(self.directory))

    def test_into_the_Python_environment_that_is_active(self):
        self.check(self.directory / "share/jupyter", self.directory / "bin/rowan", ["--sys-prefix"], VIRTUAL_ENV=str(self.directory))

    def test_below_a_directory(self):
        self.check(self.directory / "a b/share/jupyter", self.directory / "a b/bin/rowan", ["--prefix", "a b"])

    def test_while_the_front_end_ends_whose_kernel_has_begun_it(self):
        front_end = subprocess.Popen(["sleep", "4"])
        threading.Thread(target=front_end.wait).start()
        said = self.rowan("install", "--prefix", str(self.directory), JPY_PARENT_PID=str(front_end.pid))
        self.assertEqual(said.returncode, 0, said.stderr)
        self.assertNotIn("no archive was made", said.stdout)
        self.assertIsNotNone(front_end.returncode, "it has ended before the training")

    def test_where_nothing_can_be_written(self):
        for home in ("/proc/home", "/dev/null/home"):
            said = self.rowan("install", HOME=home)
            self.assertEqual(said.returncode, 1, said.stdout)
            self.assertRegex(said.stderr, rf"^{home}\S* cannot be written: .*\. Name a directory that can: rowan install --prefix DIR\n$")

    def test_with_a_Java_that_cannot_compile(self):
        said = subprocess.run(
            [JAVA, "--limit-modules", "java.se,jdk.unsupported", "-jar", str(JAR), "install", "--prefix", str(self.directory)],
            capture_output=True, text=True, timeout=PATIENCE_SECONDS)
        self.assertEqual((said.returncode, said.stdout), (1, ""))
        self.assertRegex(said.stderr, r"^Rowan needs a whole JDK of version 17 or later, and the Java in \S+ cannot compile\. .*\n$")
        self.assertEqual(list(self.directory.iterdir()), [])


if __name__ == "__main__":
    unittest.main()

"""The wheel, built in a copy of the repository that is then moved away, in a fresh environment without a network.
Run behind mvn package:

    cd kernel/src/test/python && python3 -m unittest -v test_wheel
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
JUPYTER = "import jupyter_client.manager, sys\n" """
manager, client = jupyter_client.manager.start_new_kernel(kernel_name="rowan")
shown = []
reply = client.execute_interactive("SELECT 40 + 2 AS answer", timeout=60, output_hook=lambda m: shown.append(m))
print(reply["content"]["status"], [m["content"]["data"]["text/plain"] for m in shown if m["msg_type"] == "execute_result"])
client.stop_channels()
manager.shutdown_kernel()
"""
#: What does not come back must fail here, and not hold up all that follows.
PATIENCE_SECONDS = 300
NOTEBOOK = """import nbclient, nbformat, sys
notebook = nbformat.read(sys.argv[1], as_version=4)
nbclient.NotebookClient(notebook, timeout=120, kernel_name="rowan").execute()
print(sum(cell.cell_type == "code" and cell.execution_count is not None for cell in notebook.cells), "cells ran")
"""


class Wheel(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not (ROOT / "kernel" / "target" / "rowan.jar").exists():
            raise unittest.SkipTest("SKIPPED: mvn package has not been run")
        cls.directory = Path(tempfile.mkdtemp(prefix="rowan wheel "))  # with blanks, as they occur
        repository = cls.repository()
        built = subprocess.run([sys.executable, repository / "install" / "wheel" / "build.py"], capture_output=True, check=True,
                               timeout=PATIENCE_SECONDS)
        wheel = Path(built.stdout.decode().strip())
        cls.environment = cls.directory / "environment"
        # Jupyter itself comes from the system: there is no network here.
        venv.create(cls.environment, with_pip=True, system_site_packages=True)
        cls.python = cls.environment / "bin" / "python"
        cls.call("-m", "pip", "install", "--no-index", "--no-deps", "-q", str(wheel))
        shutil.copytree(repository / "notebooks", cls.directory / "notebooks")
        repository.rename(cls.directory / "moved away")
        cls.kernel = cls.environment / "share" / "jupyter" / "kernels" / "rowan"

    @classmethod
    def repository(cls):
        """A copy of the repository, with what Maven has built in this one."""
        copy = cls.directory / "repository"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", "target"))
        target = copy / "kernel" / "target"
        for built in ("lib", "labextension"):
            shutil.copytree(ROOT / "kernel" / "target" / built, target / built)
        shutil.copy2(ROOT / "kernel" / "target" / "rowan.jar", target)
        return copy

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.directory, ignore_errors=True)

    @classmethod
    def call(cls, *arguments, **more):
        environment = {k: v for k, v in os.environ.items() if not k.startswith("JUPYTER")}
        environment.update(JUPYTER_DATA_DIR=str(cls.directory / "data"), XDG_DATA_HOME=str(cls.directory / "share"))
        environment.update(more.pop("environment", {}))
        return subprocess.run(
            [cls.python, "-W", "ignore", *arguments], capture_output=True, text=True, env=environment, cwd=cls.directory,
            check=more.get("check", True), timeout=PATIENCE_SECONDS)

    def argv(self):
        return json.loads((self.kernel / "kernel.json").read_text(encoding="utf-8"))["argv"]

    def test_1_jupyter_finds_kernel_and_extension(self):
        said = self.call("-c", "from jupyter_client.kernelspec import KernelSpecManager; print(KernelSpecManager().find_kernel_specs())")
        self.assertIn("'rowan'", said.stdout)
        self.assertTrue((self.environment / "share/jupyter/labextensions/rowan-labextension/package.json").exists())

    def test_2_without_a_jdk_one_sentence_says_what_to_do(self):
        said = self.call("-m", "rowan_kernel", "doctor", check=False, environment={
            "PATH": "/nowhere", "JAVA_HOME": "", "ROWAN_JAVA_PLACES": str(self.directory / "none")})
        self.assertEqual(said.returncode, 1)
        self.assertRegex(said.stderr, r"^Rowan needs a JDK of version 17 or later, and there is no Java here\. .*\n$")

    def test_2_an_old_java_is_named(self):
        old = self.directory / "old" / "bin"
        old.mkdir(parents=True, exist_ok=True)
        java = old / "java"
        java.write_text('#!/bin/sh\necho \'openjdk version "11.0.2"\' >&2\n', encoding="utf-8")
        java.chmod(0o755)
        said = self.call("-m", "rowan_kernel", "doctor", check=False, environment={
            "PATH": str(old), "JAVA_HOME": "", "ROWAN_JAVA_PLACES": str(self.directory / "none")})
        self.assertEqual(said.returncode, 1)
        self.assertIn(f"{java} is Java 11.", said.stderr)

    def test_3_a_notebook_runs_and_the_kernel_settles_behind_it(self):
        self.assertEqual(self.argv()[0], "python")
        said = self.call("-c", JUPYTER)
        self.assertIn("ok", said.stdout, said.stderr)
        self.assertIn("42", said.stdout)
        end = time.time() + 120
        while self.argv()[0] == "python" and time.time() < end:
            time.sleep(0.2)
        argv = self.argv()
        self.assertTrue(Path(argv[0]).is_absolute(), argv)
        self.assertTrue(any(word.startswith(("-XX:SharedArchiveFile=", "-XX:AOTCache=")) for word in argv), argv)
        said = self.call("-c", JUPYTER)
        self.assertIn("42", said.stdout, said.stderr)

    def test_3_the_tour_runs_where_the_repository_is_gone(self):
        self.assertFalse((self.directory / "repository").exists())
        said = self.call("-c", NOTEBOOK, str(self.directory / "notebooks" / "00-tour.ipynb"))
        self.assertRegex(said.stdout, r"^[1-9]\d+ cells ran\n$", said.stderr)
        installed = [self.kernel / "kernel.json", *(self.environment / "lib").glob("python*/site-packages/rowan_kernel/**/*.*")]
        named = [path for path in installed if path.is_file() and str(ROOT).encode() in path.read_bytes()]
        self.assertEqual(named, [], "nothing that is installed names the place where it was built")

    def test_3_an_archive_of_another_jdk_is_made_anew(self):
        stamp = next((self.environment / "lib").glob("python*/site-packages/rowan_kernel/app/trained-for"))
        made_for = stamp.read_text(encoding="utf-8")
        doctor = self.call("-m", "rowan_kernel", "doctor", "--prefix", str(self.environment), check=False)
        self.assertIn("✓ the kernel's Java is there", doctor.stdout)
        stamp.write_text("another JDK", encoding="utf-8")
        wait = (f"import pathlib, time; end = time.time() + 120; stamp = pathlib.Path({str(stamp)!r})\n"
                "while stamp.read_text(encoding='utf-8') == 'another JDK' and time.time() < end: time.sleep(0.2)\n")
        waiting = JUPYTER.replace("client.stop_channels()", wait + "client.stop_channels()")
        said = self.call("-c", waiting, environment={"ROWAN_RENEWAL_SECONDS": "1"})
        self.assertIn("42", said.stdout, said.stderr)
        self.assertEqual(stamp.read_text(encoding="utf-8"), made_for)

    def test_4_the_command_runs_notebooks(self):
        notebook = self.directory / "a notebook.ipynb"
        cell = {"id": "a", "cell_type": "code", "source": "SELECT 1", "metadata": {}, "outputs": [], "execution_count": None}
        notebook.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}), encoding="utf-8")
        said = subprocess.run([self.environment / "bin" / "rowan", "run", notebook], capture_output=True, text=True,
                              timeout=PATIENCE_SECONDS)
        self.assertEqual(said.returncode, 0, said.stderr)

    def test_5_uninstalling_leaves_nothing_that_Jupyter_sees(self):
        self.call("-m", "pip", "uninstall", "-y", "-q", "rowan-kernel")
        self.assertFalse((self.kernel / "kernel.json").exists())
        self.assertFalse((self.environment / "share/jupyter/labextensions/rowan-labextension").exists())


if __name__ == "__main__":
    unittest.main()

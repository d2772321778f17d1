#!/usr/bin/env python3
"""Packs what Maven has built into a wheel: python3 install/wheel/build.py, behind mvn package.

A wheel is a zip archive with a list of its files (PEP 427); nothing but Python's own library is needed to write one.
"""

import base64
import csv
import hashlib
import io
import json
import re
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BUILT = ROOT / "kernel" / "target"
RESOURCES = ROOT / "kernel" / "src" / "main" / "resources" / "rowan" / "setup"
EXTENSION = "rowan-labextension"
MOMENT = (2026, 1, 1, 0, 0, 0)  # The same contents give the same bytes.


def version():
    pom = (ROOT / "pom.xml").read_text(encoding="utf-8")
    return re.search(r"<artifactId>rowan</artifactId>\s*<version>([^<]+)</version>", pom).group(1).replace("-SNAPSHOT", ".dev0")


def below(directory):
    return sorted(path for path in directory.rglob("*") if path.is_file())


def contents(number):
    """Each file's name in the wheel and its bytes."""
    package = "rowan_kernel"
    info = f"{package}-{number}.dist-info"
    jupyter = f"{package}-{number}.data/data/share/jupyter"
    yield f"{package}/__init__.py", f'"""A Jupyter kernel for SQL and Java."""\n\n__version__ = "{number}"\n'.encode()
    launcher = (ROOT / "install" / "wheel" / "launcher.py").read_bytes()
    yield f"{package}/__main__.py", launcher
    yield f"{package}/app/rowan.jar", (BUILT / "rowan.jar").read_bytes()
    for directory in ("lib", "labextension"):
        for path in below(BUILT / directory):
            yield f"{package}/app/{path.relative_to(BUILT).as_posix()}", path.read_bytes()
    kernel = {
        # Jupyter puts its own Python here; the first start replaces all of it by absolute paths.
        "argv": ["python", "-m", package, "kernel", "{connection_file}"],
        "display_name": "Rowan (SQL + Java)",
        "language": "sql",
        "interrupt_mode": "message",
        "metadata": {"debugger": False},
    }
    yield f"{jupyter}/kernels/rowan/kernel.json", json.dumps(kernel, indent=2).encode() + b"\n"
    for logo in ("logo-svg.svg", "logo-64x64.png"):
        yield f"{jupyter}/kernels/rowan/{logo}", (RESOURCES / logo).read_bytes()
    for path in below(BUILT / "labextension"):
        yield f"{jupyter}/labextensions/{EXTENSION}/{path.relative_to(BUILT / 'labextension').as_posix()}", path.read_bytes()
    installed_by = {"packageManager": "python", "packageName": "rowan-kernel", "uninstallInstructions": "pip uninstall rowan-kernel"}
    yield f"{jupyter}/labextensions/{EXTENSION}/install.json", json.dumps(installed_by).encode()
    metadata = (
        f"Metadata-Version: 2.1\nName: rowan-kernel\nVersion: {number}\n"
        "Summary: A Jupyter kernel in which a cell is SQL or Java, over an embedded SQLite.\n"
        "License: Apache-2.0\nRequires-Python: >=3.8\nClassifier: Framework :: Jupyter\n"
    )
    yield f"{info}/METADATA", metadata.encode()
    yield f"{info}/WHEEL", b"Wheel-Version: 1.0\nGenerator: rowan\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    yield f"{info}/entry_points.txt", f"[console_scripts]\nrowan = {package}.__main__:main\n".encode()
    yield f"{info}/LICENSE", (ROOT / "LICENSE").read_bytes()


def main():
    if not (BUILT / "rowan.jar").exists():
        sys.exit("There is no kernel/target/rowan.jar yet; mvn package builds it.")
    number = version()
    wheel = BUILT / f"rowan_kernel-{number}-py3-none-any.whl"
    record = io.StringIO()
    lines = csv.writer(record, lineterminator="\n")
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:

        def add(name, data):
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)

        for name, data in contents(number):
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            lines.writerow([name, f"sha256={digest}", len(data)])
            add(name, data)
        name = f"rowan_kernel-{number}.dist-info/RECORD"
        lines.writerow([name, "", ""])
        add(name, record.getvalue().encode())
    print(wheel)


if __name__ == "__main__":
    main()

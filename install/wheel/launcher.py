"""Starts Rowan from a Python environment: finds a JDK, and settles the kernel in its place at the first start."""

import os
import re
import subprocess
import sys
from pathlib import Path

APPLICATION = Path(__file__).resolve().parent / "app"
KERNEL = Path(sys.prefix) / "share" / "jupyter" / "kernels" / "rowan"
LEAST = 17
JAVA = "java.exe" if os.name == "nt" else "java"
#: Where JDKs are installed; ROWAN_JAVA_PLACES names others.
PLACES = (
    "/usr/lib/jvm/*",
    "/opt/java/*",
    "/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home",
    "/Library/Java/JavaVirtualMachines/*/Contents/Home",
    "~/.sdkman/candidates/java/current",
    "~/.jdks/*",
) if os.name != "nt" else (
    "C:/Program Files/Java/*",
    "C:/Program Files/Eclipse Adoptium/*",
    "~/.jdks/*",
)


def candidates():
    """Java commands that may be there, the ones a user has chosen first."""
    if os.environ.get("JAVA_HOME"):
        yield Path(os.environ["JAVA_HOME"]) / "bin" / JAVA
    for directory in os.environ.get("PATH", "").split(os.pathsep):
        if directory:
            yield Path(directory) / JAVA
    for place in os.environ.get("ROWAN_JAVA_PLACES", os.pathsep.join(PLACES)).split(os.pathsep):
        path = Path(place).expanduser()
        pattern = str(path.relative_to(path.anchor))
        if path.anchor:
            yield from (home / "bin" / JAVA for home in sorted(Path(path.anchor).glob(pattern), reverse=True))


def said_by(java, *arguments):
    """What a Java prints; empty where it does not run."""
    try:
        ended = subprocess.run([str(java), *arguments], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (ended.stdout + ended.stderr).decode("utf-8", "replace")


def find_java():
    """The first whole JDK that is new enough, or a sentence why there is none."""
    seen = set()
    complaint = "there is no Java here"
    for java in candidates():
        real = os.path.realpath(java)
        if real in seen or not os.access(java, os.X_OK):
            continue
        seen.add(real)
        found = re.search(r'version "(?:1\.)?(\d+)', said_by(java, "-version"))
        if not found:
            continue
        if int(found.group(1)) < LEAST:
            complaint = f"{java} is Java {found.group(1)}"
        elif "jdk.jshell" not in said_by(java, "--list-modules"):
            complaint = f"{java} is no whole JDK, it cannot compile"
        else:
            return real, ""
    return None, f"Rowan needs a JDK of version {LEAST} or later, and {complaint}. Install one, or set JAVA_HOME to it."


def settle(java):
    """Writes absolute paths into the kernel's specification and trains its archive, behind what is started now."""
    if not (KERNEL / "kernel.json").exists() or not os.access(KERNEL, os.W_OK) or not os.access(APPLICATION, os.W_OK):
        return
    subprocess.Popen(
        [java, "-jar", str(APPLICATION / "rowan.jar"), "settle", str(KERNEL)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def main(arguments=None):
    """The command rowan, with its arguments."""
    arguments = sys.argv[1:] if arguments is None else arguments
    java, complaint = find_java()
    if java is None:
        print(complaint, file=sys.stderr)
        return 1
    if arguments[:1] == ["kernel"]:
        settle(java)
    command = [java, "-jar", str(APPLICATION / "rowan.jar"), *arguments]
    if os.name == "nt":
        return subprocess.call(command)
    os.execv(java, command)


if __name__ == "__main__":
    sys.exit(main())

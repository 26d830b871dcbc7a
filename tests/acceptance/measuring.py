"""What the acceptance commands share: the built programs, the data folder, and one JSON line per figure.

Programs: INSULA_BIN_DIR or build/release/bin. Data: INSULA_TEST_DATA (the folder with data/ and models/, or data/ itself) or ../shared.
"""
import argparse
import contextlib
import json
import multiprocessing
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("INSULA_BIN_DIR") or ROOT / "build/release/bin")
SHARED = pathlib.Path(os.environ.get("INSULA_TEST_DATA") or ROOT.parent / "shared")
if not (SHARED / "data").is_dir() and (SHARED / "structural").is_dir():
    SHARED = SHARED.parent
DATA, MODELS = SHARED / "data", SHARED / "models"


class Skip(Exception):
    """The figure cannot be measured here; the text says why."""


def need_file(path):
    if not path.exists():
        raise Skip(f"no {path.relative_to(SHARED) if path.is_relative_to(SHARED) else path}: test data is not there")
    return path


def program(name):
    path = BIN / name
    if not os.access(path, os.X_OK):
        raise Skip(f"{name} is not built (INSULA_BIN_DIR)")
    return str(path)


def environment(**more):
    env = dict(os.environ, INSULA_MODEL_PATH=os.pathsep.join(filter(None, [os.environ.get("INSULA_MODEL_PATH"), str(MODELS)])))
    env.update({key: str(value) for key, value in more.items()})
    return env


class Finished:
    """How a program ended: status (negative: the signal), out, err, seconds, peak memory (MiB)."""

    def __init__(self, status, out, err, seconds, peak_mib):
        self.status, self.out, self.err, self.seconds, self.peak_mib = status, out, err, seconds, peak_mib

    @property
    def error_line(self):
        return self.err.strip()

    def says_one_line(self):
        return len(self.err.strip().splitlines()) == 1 and len(self.err) < 1000


def run(command, timeout=900, env=None, limit=None, cwd=None):
    """Runs to the end. limit: called in the child before it becomes the program."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.monotonic()
        child = subprocess.Popen([str(c) for c in command], stdout=out, stderr=err, stdin=subprocess.DEVNULL, env=env or environment(),
                                 preexec_fn=limit, cwd=cwd, start_new_session=True)
        timer = threading.Timer(timeout, lambda: os.killpg(child.pid, signal.SIGKILL))
        timer.start()
        try:
            _, status, usage = os.wait4(child.pid, 0)
        finally:
            timer.cancel()
        seconds = time.monotonic() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode(errors="replace"))
        return Finished(child.returncode, texts[0], texts[1], seconds, usage.ru_maxrss / 1024)


def cli(*arguments, **options):
    return run([program("insula-cli"), *arguments], **options)


def memory_limit(mib):
    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (mib << 20, mib << 20))
    return limit


FIGURES = []  # (name, slow, function)


def figure(name, slow=False):
    """Marks a function that yields results by result(); --only NAME picks those whose name begins with NAME."""
    def register(function):
        FIGURES.append((name, slow, function))
        return function
    return register


COMPARE = {"<=": lambda a, b: a <= b, ">=": lambda a, b: a >= b, "==": lambda a, b: a == b}


def result(name, value, unit, bar, **more):
    """bar: such as '<= 0.3'. more: what helps to understand the value."""
    sign, limit = bar.split(" ", 1)
    ok = value is not None and COMPARE[sign](value, float(limit))
    shown = round(value, 6) if isinstance(value, float) else value
    return {"name": name, "value": shown, "unit": unit, "bar": bar, "ok": bool(ok), **more}


@contextlib.contextmanager
def scratch():
    with tempfile.TemporaryDirectory(prefix="insula-acceptance-") as folder:
        yield pathlib.Path(folder)


@contextlib.contextmanager
def display():
    """DISPLAY of a virtual screen of our own, so that nothing of the user's is measured or disturbed."""
    read, write = os.pipe()
    try:
        server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "+extension", "GLX", "-nolisten", "tcp"],
                                  pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except FileNotFoundError:
        raise Skip("Xvfb is not installed (Debian package xvfb)") from None
    finally:
        os.close(write)
    with os.fdopen(read) as pipe:
        number = pipe.readline().strip()
    try:
        if not number:
            raise Skip("Xvfb did not start")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def measure(name, function, quick):
    """Prints the results of one figure; exit status 0 when all are met or skipped."""
    good = True
    try:
        for line in function(quick):
            good = good and line.get("ok", True)
            print(json.dumps(line), flush=True)
    except Skip as reason:
        print(json.dumps({"name": name, "skipped": str(reason)}), flush=True)
    except RuntimeError as error:  # a program did what makes the rest unmeasurable
        good = False
        print(json.dumps({"name": name, "value": None, "error": str(error), "ok": False}), flush=True)
    sys.exit(0 if good else 1)


def main(description):
    parser = argparse.ArgumentParser(description=description, epilog="Exit status 0: every figure is met or skipped.")
    parser.add_argument("--only", metavar="NAME", action="append", help="only figures whose name begins with NAME")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions, no slow figures")
    parser.add_argument("--list", action="store_true", help="names of the figures")
    options = parser.parse_args()
    good = True
    for name, slow, function in FIGURES:
        if options.only and not any(name.startswith(wanted) for wanted in options.only):
            continue
        if options.list:
            print(name)
            continue
        if slow and options.quick:
            print(json.dumps({"name": name, "skipped": "takes minutes; left out by --quick"}), flush=True)
            continue
        # In a process of its own: a program's peak memory counts from the memory of the process that starts it.
        process = multiprocessing.get_context("fork").Process(target=measure, args=(name, function, options.quick))
        process.start()
        process.join()
        good = good and process.exitcode == 0
    sys.exit(0 if good else 1)

"""Kills and cancels: whatever dies at whatever moment, the project opens, says what happened, and shows nothing half-written."""
import json
import os
import random
import signal
import subprocess
import time

import images
from measuring import MODELS, cli, display, environment, figure, memory_limit, program, result, run, scratch

SEED = 20261124


def new_project(folder, size=96):
    image = images.save(folder / "sub-01_T1w.nii.gz", images.head_like(size))
    project = folder / "test.insula"
    for command in (("create", project), ("add", project, image, "--subject", "01")):
        ended = cli("project", *command)
        if ended.status != 0:
            raise RuntimeError(f"project {command[0]}: {ended.error_line}")
    return project, image


def smooth(project, image, *more):
    return [program("insula-cli"), "run", "smooth", "--in", f"image={image}", "--project", str(project), "--subject", "01", "--fwhm", "8", *more]


def runs(project):
    """The status of each run, as the project shows it."""
    ended = cli("project", "show", project, "--json")
    return [row["status"] for row in json.loads(ended.out)] if ended.status == 0 else [f"does not open: {ended.error_line}"]


def faults_of(project):
    """What a user would stumble over after a crash; empty when nothing is wrong."""
    faults = []
    check = cli("project", "check", project)
    if check.status != 0:
        faults.append(f"check: status {check.status}: {(check.out + check.err).strip()[:200]}")
    states = runs(project)
    if "running" in states:
        faults.append("a run still shows as running")
    staged = [p.name for p in (project / ".staging").glob("*")]
    if staged:
        faults.append(f"staging holds {staged[:3]}")
    derived = sorted((project / "derivatives").glob("*/sub-*/**/*.nii*"))
    if len(derived) != states.count("done"):
        faults.append(f"{len(derived)} derivatives, {states.count('done')} runs done")
    hidden = [p.name for p in (project / "derivatives").rglob(".*")]
    if hidden:
        faults.append(f"temporary files {hidden[:3]}")
    for path in derived:
        images.values(images.load(path))
    return faults


@figure("kill-job")
def kill_jobs(quick):
    """SIGKILL of the job and all its children, at moments spread over its whole run."""
    images.need_nibabel()
    chance = random.Random(SEED)
    failures, crashed, count = [], 0, 10 if quick else 50
    with scratch() as folder:
        project, image = new_project(folder)
        whole = run(smooth(project, image)).seconds
        for n in range(count):
            before = len(runs(project))
            job = subprocess.Popen(smooth(project, image), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, env=environment())
            time.sleep(chance.uniform(0, 1.05 * whole))
            os.killpg(job.pid, signal.SIGKILL)
            killed = job.wait() == -signal.SIGKILL
            failures += [f"kill {n}: {fault}" for fault in faults_of(project)]
            states = runs(project)
            if killed and len(states) > before:  # it had begun
                crashed += states[-1] == "crashed"
                if states[-1] not in ("crashed", "done"):
                    failures.append(f"kill {n}: the run shows as {states[-1]}")
    yield result("kill-job-failed", len(failures), "of %d kills" % count, "== 0", shown_as_crashed=crashed, failures=failures[:5])


@figure("kill-window")
def kill_windows(quick):
    """SIGKILL of the window while a job of its own project runs; the job ends with it."""
    images.need_nibabel()
    chance = random.Random(SEED + 1)
    failures, count = [], 5 if quick else 50
    with scratch() as folder, display() as screen:
        project, image = new_project(folder)
        env = environment(DISPLAY=screen, QT_QPA_PLATFORM="xcb", HOME=folder, XDG_CONFIG_HOME=folder / "config")
        command = [program("insula"), str(project), "--run", f"smooth --in image={image} --fwhm 8 --subject 01"]
        for n in range(count):
            window = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env)
            time.sleep(chance.uniform(0.2, 2.5))
            if window.poll() is not None:
                failures.append(f"kill {n}: the window was gone: status {window.returncode}: {window.stderr.read().decode()[-200:]}")
                break
            window.kill()
            window.wait()
            deadline = time.monotonic() + 3
            while "running" in live_runs(project) and time.monotonic() < deadline:
                time.sleep(0.05)
            failures += [f"kill {n}: {fault}" for fault in faults_of(project)]
        states = runs(project)
    yield result("kill-window-failed", len(failures), "of %d kills" % count, "== 0", runs=len(states), failures=failures[:5])


def live_runs(project):
    """Runs that some process still works on: whose lock is taken."""
    states = []
    for lock in (project / ".staging").glob("run-*.lock"):
        states.append("running" if subprocess.run(["flock", "--nonblock", str(lock), "true"]).returncode else "dead")
    return states


CANCELLED = {
    "smooth": ["--in", "image={big}", "--fwhm", "20"],
    "resample": ["--in", "image={big}", "--voxel-size", "0.6"],
    "reorient": ["--in", "image={big}", "--to", "PIR"],
    "bias-field": ["--in", "image={big}", "--shrink", "1"],
    "convert": ["--in", "file={foreign}"],
    "skull-strip": ["--in", "image={big}", "--model", "mindgrab"],
}


def cancel_once(step, arguments, folder, delay, send):
    """(seconds until the process was gone, exit status, files left), or None when the step was quicker than the delay."""
    out = folder / "out"
    out.mkdir(exist_ok=True)
    port = "mask" if step == "skull-strip" else "image"
    job = subprocess.Popen([program("insula-cli"), "run", step, *arguments, "--out", f"{port}={out}/x.nii.gz", "--progress", "json"],
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment())
    job.stdout.readline()  # the event "started"
    time.sleep(delay)
    if job.poll() is not None:
        job.stdout.close()
        for file in out.iterdir():
            file.unlink()
        return None
    start = time.monotonic()
    job.send_signal(send)
    try:
        status = job.wait(timeout=20)
    except subprocess.TimeoutExpired:
        job.kill()
        status = job.wait()
    seconds = time.monotonic() - start
    job.stdout.close()
    return seconds, status, [p.name for p in out.iterdir()]


@figure("cancel")
def cancels(quick):
    images.need_nibabel()
    chance = random.Random(SEED + 2)
    with scratch() as folder:
        big = images.save(folder / "big.nii.gz", images.head_like(200))
        foreign = folder / "big.nrrd"
        data = images.head_like(200)
        foreign.write_bytes(b"NRRD0004\ntype: short\ndimension: 3\nsizes: 200 200 200\nendian: little\nencoding: raw\n"
                            b"space: left-posterior-superior\nspace directions: (1,0,0) (0,1,0) (0,0,1)\nspace origin: (0,0,0)\n\n" + data.tobytes("F"))
        for step, template in CANCELLED.items():
            if step == "skull-strip" and not (MODELS / "mindgrab/model.safetensors").exists():
                yield {"name": f"cancel-{step}", "skipped": "no mindgrab weights", "ok": True}
                continue
            arguments = [text.format(big=big, foreign=foreign) for text in template]
            longest, faults, tried = 0.0, [], 0
            for n in range(4 if quick else 12):
                delay = chance.uniform(0, 8.0 if step == "skull-strip" and n % 3 == 0 else 0.8)
                ended = cancel_once(step, arguments, folder, delay, signal.SIGINT if n % 2 else signal.SIGTERM)
                if ended is None:
                    continue
                seconds, status, left = ended
                if status == 0:  # it had just finished
                    for name in left:
                        (folder / "out" / name).unlink()
                    continue
                tried += 1
                longest = max(longest, seconds)
                if status != 130 or left:
                    faults.append(f"status {status}, left {left}")
            yield result(f"cancel-{step}", longest if tried and not faults else None, "s", "<= 0.3", cancelled=tried, faults=faults[:3])


@figure("out-of-memory")
def out_of_memory(quick):
    """With less and less memory a job either works or says in one line that there is too little; the project stays whole."""
    images.need_nibabel()
    with scratch() as folder:
        project, image = new_project(folder, 192)
        faults, refused, says = [], 0, ""
        for mib in range(400, 100, -60 if quick else -20):  # below that not even the libraries are loaded
            ended = run(smooth(project, image), limit=memory_limit(mib))
            if ended.status == 1 and ended.says_one_line():
                refused, says = refused + 1, ended.error_line
            elif ended.status != 0:
                faults.append(f"{mib} MiB: status {ended.status}: {ended.error_line[:200]}")
            faults += [f"{mib} MiB: {fault}" for fault in faults_of(project)]
        if not refused:
            faults.append("every job had enough memory")
        yield result("out-of-memory-failed", len(faults), "faults", "== 0", refused=refused, says=says[:300], faults=faults[:5])


@figure("abort")
def abort(quick):
    """A job that aborts leaves a run that shows as crashed."""
    images.need_nibabel()
    with scratch() as folder:
        project, image = new_project(folder, 192)
        job = subprocess.Popen(smooth(project, image, "--progress", "json"), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment())
        job.stdout.readline()  # the event "started"
        job.send_signal(signal.SIGABRT)
        job.communicate()
        faults = faults_of(project)
        states = runs(project)
        if states[-1:] != ["crashed"]:
            faults.append(f"runs: {states}")
        yield result("abort-failed", len(faults), "faults", "== 0", faults=faults)


"""A small study for tests of batches: phantoms of a few thousand voxels, a pipeline of three steps, workers killed at random, the verdict."""
import hashlib
import json
import os
import pathlib
import random
import signal
import subprocess
import threading
import time

PIPELINE = {
    "name": "short",
    "title": "Detrended, smoothed, tSNR",
    "steps": [
        {"id": "trend", "step": "detrend", "inputs": {"image": {"suffix": "bold"}}},
        {"id": "smooth", "step": "smooth", "params": {"fwhm": 6}, "inputs": {"image": {"from": "trend", "output": "image"}}},
        {"id": "quality", "step": "tsnr", "inputs": {"image": {"from": "trend", "output": "image"}}},
    ],
}
STEPS = [node["step"] for node in PIPELINE["steps"]]


def phantom(subject, size, frames):
    """A head of ellipsoids, larger and brighter on its right, with noise and drift of its own."""
    import numpy

    chance = numpy.random.default_rng(1000 + subject)
    x, y, z = numpy.meshgrid(*[numpy.linspace(-1, 1, n) for n in (size, size + 4, size - 2)], indexing="ij")
    inside = (x / 0.8) ** 2 + (y / 0.9) ** 2 + (z / 0.8) ** 2 < 1 + 0.05 * chance.standard_normal()
    still = numpy.where(inside, 900 + 150 * (x > 0) + 60 * numpy.cos(6 * y), 20.0)
    drift = numpy.linspace(0, chance.uniform(5, 40), frames)
    run = still[..., None] + inside[..., None] * drift + chance.normal(0, 12, still.shape + (frames,))
    return numpy.clip(run, 0, 32000).astype("int16")


def save(path, run):
    import nibabel
    import numpy

    affine = numpy.array([[3.0, 0.1, 0, -40], [-0.1, 3, 0.2, -50], [0, -0.2, 3.5, -30], [0, 0, 0, 1]])
    image = nibabel.Nifti1Image(run, affine)
    image.header.set_zooms((3, 3, 3.5, 2))
    image.header.set_xyzt_units("mm", "sec")
    nibabel.save(image, path)


class Study:
    def __init__(self, cli, folder, subjects, size=24, frames=20):
        self.cli, self.folder, self.subjects = str(cli), pathlib.Path(folder), subjects
        raw = self.folder / "raw"
        raw.mkdir(parents=True)
        self.files = []
        for subject in range(1, subjects + 1):
            path = raw / f"sub-{subject:02}_task-rest_bold.nii.gz"
            save(path, phantom(subject, size, frames))
            self.files.append((f"{subject:02}", path))
        self.pipeline = self.folder / "short.json"
        self.pipeline.write_text(json.dumps(PIPELINE))

    def call(self, *arguments):
        return subprocess.run([self.cli, *map(str, arguments)], capture_output=True, text=True)

    def checked(self, *arguments):
        ended = self.call(*arguments)
        if ended.returncode != 0:
            raise RuntimeError(f"insula-cli {' '.join(map(str, arguments))}: {ended.stderr.strip()}")
        return ended.stdout

    def project(self, name):
        path = self.folder / f"{name}.insula"
        self.checked("project", "create", path)
        for subject, file in self.files:
            self.checked("project", "add", path, file, "--subject", subject)
        return path

    def batch_arguments(self, project, *more):
        return [self.cli, "batch", str(self.pipeline), "--project", str(project), *map(str, more)]

    def start(self, project, *more, log):
        return subprocess.Popen(self.batch_arguments(project, *more), stdout=log, stderr=subprocess.STDOUT, start_new_session=True)

    def runs(self, project):
        return json.loads(self.checked("project", "show", project, "--json"))

    def done(self, project):
        """Results as (subject, step, port): hash; those there twice in a list."""
        results, twice = {}, []
        for run in self.runs(project):
            for output in run["outputs"] if run["status"] == "done" else []:
                key = (run["subject"], run["step"], output["port"])
                twice += [key] if key in results else []
                results[key] = output["sha256"]
                if hashlib.sha256(pathlib.Path(output["path"]).read_bytes()).hexdigest() != output["sha256"]:
                    twice.append(("not what its row says", output["path"]))
        return results, twice

    def faults(self, project, serial):
        """What is not as it should be after a batch; empty when every result is there once and only once."""
        faults = []
        results, twice = self.done(project)
        expected = {(f"{n:02}", step) for n in range(1, self.subjects + 1) for step in STEPS}
        missing = expected - {key[:2] for key in results}
        faults += [f"missing: {sorted(missing)[:5]}"] if missing else []
        faults += [f"twice or wrong: {twice[:5]}"] if twice else []
        reference = self.done(serial)[0]
        if results != reference:
            other = [key for key in reference if results.get(key) != reference[key]]
            faults.append(f"not as the serial run: {other[:5]}")
        files = [path for path in (project / "derivatives").rglob("*") if path.is_file() and path.name != "dataset_description.json"]
        if len(files) != 2 * len(results):
            faults.append(f"{len(files)} files in derivatives, not {2 * len(results)}")
        check = self.call("project", "check", project)
        faults += [f"project check: {(check.stdout + check.stderr).strip()[:300]}"] if check.returncode != 0 else []
        left = [path.name for path in (project / ".batch").iterdir() if path.name != "lock"]
        faults += [f"the staging folder still holds {left}"] if left else []
        open_runs = [run["run"] for run in self.runs(project) if run["status"] in ("running", "crashed")]
        faults += [f"runs {open_runs[:5]} did not end"] if open_runs else []
        return faults

    def processes(self, *words):
        """insula-cli processes of this study with one of the words as its command, by id."""
        found = []
        for entry in pathlib.Path("/proc").iterdir():
            try:
                line = (entry / "cmdline").read_bytes().split(b"\0") if entry.name.isdigit() else []
            except OSError:
                continue
            is_ours = len(line) > 2 and line[0].decode(errors="replace") == self.cli and line[1].decode(errors="replace") in words
            if is_ours and any(str(self.folder).encode() in part for part in line[2:]):
                found.append(int(entry.name))
        return found


class Killer(threading.Thread):
    """Kills a worker or a step of the study every now and then, with SIGKILL."""

    def __init__(self, study, seed, every, most):
        super().__init__(daemon=True)
        self.study, self.chance, self.every, self.most = study, random.Random(seed), every, most
        self.killed = {"batch-task": 0, "run": 0}
        self.ended = threading.Event()

    def run(self):
        while not self.ended.wait(self.chance.uniform(*self.every)) and sum(self.killed.values()) < self.most:
            word = self.chance.choice(list(self.killed))
            victims = self.study.processes(word)
            if victims:
                try:
                    os.kill(self.chance.choice(sorted(victims)), signal.SIGKILL)
                    self.killed[word] += 1
                except ProcessLookupError:
                    pass

    def stop(self):
        self.ended.set()
        self.join()


def run_with_kills(study, project, options, seed, every=(0.3, 0.9), worker_kills=10, coordinator_kills=1, first_kill=2.0, log=None):
    """The batch with workers and coordinator killed. Returns the last exit status, the figures, and its table."""
    killer = Killer(study, seed, every, worker_kills)
    killer.start()
    chance = random.Random(seed + 1)
    begin, kills, starts, output = time.monotonic(), 0, 0, pathlib.Path(log or study.folder / "batch.log")
    while True:
        starts += 1
        with open(output, "w") as stream:
            process = study.start(project, *options, log=stream)
            if kills < coordinator_kills:
                try:
                    process.wait(timeout=chance.uniform(1.0, 1.6) * first_kill)
                except subprocess.TimeoutExpired:
                    process.send_signal(signal.SIGKILL)
                    process.wait()
                    kills += 1
                    continue
            status = process.wait(timeout=1800)
        break
    killer.stop()
    figures = {
        "seconds": round(time.monotonic() - begin, 1), "coordinator_starts": starts, "coordinator_kills": kills,
        "worker_kills": killer.killed["batch-task"], "step_kills": killer.killed["run"],
    }
    return status, figures, output.read_text()

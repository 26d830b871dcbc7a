"""Batches: 40 small subjects on this machine and with Slurm, workers and coordinator killed, each result once and with the serial hashes."""
import json
import os
import shutil
import sys
import time

from measuring import ROOT, Skip, figure, program, result, run, scratch

sys.path.insert(0, str(ROOT / "tests/batch"))
SEED = 20261128


def small_study(folder, subjects):
    try:
        import nibabel  # noqa: F401
    except ImportError:
        raise Skip("python3-nibabel is not installed") from None
    import study
    return study, study.Study(program("insula-cli"), folder / "study", subjects)


@figure("batch-local")
def batch_local(quick):
    subjects = 8 if quick else 40
    with scratch() as folder:
        study, small = small_study(folder, subjects)
        serial, killed, parallel = (small.project(name) for name in ("serial", "killed", "parallel"))
        start = time.monotonic()
        small.checked("batch", small.pipeline, "--project", serial, "--jobs", 1)
        alone = time.monotonic() - start
        start = time.monotonic()
        small.checked("batch", small.pipeline, "--project", parallel)
        together = time.monotonic() - start
        status, figures, _ = study.run_with_kills(
            small, killed, ("--retries", 30), SEED, every=(0.1, 0.5), worker_kills=subjects, coordinator_kills=2, first_kill=2.0)
        faults = ([f"status {status}"] if status != 0 else []) + small.faults(killed, serial) + small.faults(parallel, serial)
        results = len(small.done(killed)[0])
    yield result("batch-local-faults", len(faults), f"of {subjects} subjects", "== 0", results=results, faults=faults[:5], **figures)
    yield result("batch-local-speed-up", alone / together, f"times on {os.cpu_count()} processors", ">= 1", serial_seconds=round(alone, 1),
                 seconds_per_run=round(alone / results, 3))


@figure("batch-slurm", slow=True)
def batch_slurm(quick):
    """With a Slurm of its own, which packaging/slurm-test starts."""
    if not shutil.which("sbatch"):
        raise Skip("Slurm is not installed (Debian packages slurm-wlm and munge; packaging/slurm-test installs them)")
    if os.geteuid() != 0:
        raise Skip("packaging/slurm-test starts daemons: only root can")
    ended = run([ROOT / "packaging/slurm-test", "40"], timeout=1500)
    lines = [line for line in ended.out.splitlines() if line.startswith("{")]
    if not lines:
        raise RuntimeError(f"packaging/slurm-test: status {ended.status}: {ended.err.strip()[-300:]}")
    told = json.loads(lines[-1])
    faults = told.pop("faults")
    faults += [f"status {ended.status}"] if ended.status != 0 and not faults else []
    yield result("batch-slurm-faults", len(faults), "of 40 subjects", "== 0", faults=faults[:5], **told)

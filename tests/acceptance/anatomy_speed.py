"""Time and memory from file to mask file, beside MindGrab on the same scan in the same run; and of the labels."""
import json
import os
import statistics
import subprocess

import images
from anatomy_masks import MODEL, SCANS
from measuring import BIN, DATA, MODELS, Skip, cli, figure, need_file, result, scratch


def timed(folder, step, port, model, file):
    out = folder / file
    out.unlink(missing_ok=True)
    return cli("run", step, "--in", f"image={need_file(DATA / SCANS['chris_t1'])}", "--out", f"{port}={out}", "--model", model)


@figure("speed", slow=True)
def speed(quick):
    need_file(MODELS / "mindgrab/model.safetensors")
    facts = {"threads": os.cpu_count(), "scan": "chris_t1"}
    with scratch() as folder:
        runs = [timed(folder, "skull-strip", "mask", MODEL, "mask.nii.gz") for _ in range(2 if quick else 5)]
        rival = timed(folder, "skull-strip", "mask", "mindgrab", "rival.nii.gz")
        seconds = statistics.median(run.seconds for run in runs)
        if any(run.status != 0 for run in runs + [rival]):
            raise Skip("a run failed: " + "; ".join(run.error_line for run in runs + [rival] if run.status != 0))
        yield result("speed-mask", seconds, "s", "<= 4", **facts)
        yield result("speed-memory", max(run.peak_mib for run in runs) * 1.048576e-3, "GB", "<= 1.5", **facts)
        yield result("speed-against-mindgrab", rival.seconds / seconds, "times", ">= 25", mindgrab_seconds=round(rival.seconds, 1),
                     mindgrab_gb=round(rival.peak_mib * 1.048576e-3, 2), **facts)
        labels = timed(folder, "anatomy-labels", "labels", MODEL, "labels.nii.gz")
        yield result("speed-labels", labels.seconds if labels.status == 0 else None, "s", "<= 30",
                     peak_gb=round(labels.peak_mib * 1.048576e-3, 2), **facts)


@figure("features", slow=True)
def features(quick):
    """Of one anatomy in ten contrasts, against those of other anatomies: Brain-ID's measure."""
    bench = BIN.parent / "benchmarks/bench_anatomy"
    if not os.access(bench, os.X_OK):
        raise Skip("bench_anatomy is not built")
    for number in ("17", "18", "19", "20"):
        need_file(DATA / f"label_maps/training_seg_{number}.nii.gz")
    ended = subprocess.run([str(bench), str(DATA / "label_maps"), MODEL], capture_output=True, text=True)
    if ended.returncode != 0:
        raise Skip(ended.stderr.strip())
    facts = json.loads(ended.stdout)
    yield result("features", facts["within"] / facts["between"], "of the distance between anatomies", "<= 0.5", **facts)

"""Skull strip: agreement with what the same network gave in PyTorch, and inputs that it must not accept silently."""
import json

import images
from images import numpy
from measuring import DATA, MODELS, cli, figure, need_file, result, scratch

SCANS = {
    "chris_t1": "structural/chris_t1.nii.gz",
    "chris_PD": "structural/chris_PD.nii.gz",
    "T2w": "structural/T2w.nii.gz",
    "spm152": "structural/spm152.nii.gz",
    "sub-02_T1w": "fmri_task/sub-02_T1w.nii.gz",
}


def strip(scan, folder, *more):
    return cli("run", "skull-strip", "--in", f"image={scan}", "--out", f"mask={folder}/mask.nii.gz", "--out", f"brain={folder}/brain.nii.gz",
               "--model", "mindgrab", "--progress", "json", *more)


@figure("mask", slow=False)
def masks(quick):
    images.need_nibabel()
    need_file(MODELS / "mindgrab/model.safetensors")
    for name, place in SCANS.items():
        scan = need_file(DATA / place)
        reference = images.load(need_file(next((DATA / "structural/reference_masks").glob(f"{name}_mindgrab-mask.nii*"))))
        with scratch() as folder:
            ended = strip(scan, folder)
            facts = {"seconds": round(ended.seconds, 1), "peak_mib": round(ended.peak_mib)}
            if ended.status != 0:
                yield result(f"mask-dice-{name}", None, "", ">= 0.99", status=ended.status, error=ended.error_line, **facts)
                continue
            mask, original = images.load(folder / "mask.nii.gz"), images.load(scan)
            yield result(f"mask-dice-{name}", images.dice(images.values(mask), images.values(reference)), "", ">= 0.99", **facts)
            moved = images.affine_difference(mask.affine, original.affine)
            yield result(f"mask-grid-{name}", moved if mask.shape == original.shape[:3] else None, "mm", "<= 1e-6")
        if quick:
            return


def odd_inputs(folder):
    ball = images.head_like()
    with_nan = ball.astype(numpy.float32)
    with_nan[:] = numpy.nan
    yield "4d", images.save(folder / "in.nii.gz", numpy.stack([ball, ball], -1))
    yield "empty", images.save(folder / "in.nii.gz", numpy.zeros_like(ball))
    yield "constant", images.save(folder / "in.nii.gz", numpy.full_like(ball, 100))
    yield "nan", images.save(folder / "in.nii.gz", with_nan)


@figure("odd-input")
def odd(quick):
    """1: a clear error and no file, or a result that says in words what was chosen."""
    images.need_nibabel()
    need_file(MODELS / "mindgrab/model.safetensors")
    with scratch() as folder:
        for name, image in odd_inputs(folder):
            ended = strip(image, folder)
            events = [json.loads(line) for line in ended.out.splitlines() if line.startswith("{")]
            warnings = [e["message"] for e in events if e.get("event") == "warning"]
            made = [p.name for p in folder.iterdir() if p.name != "in.nii.gz"]
            refused = ended.status == 1 and ended.says_one_line() and not made
            stated = ended.status == 0 and bool(warnings)
            yield result(f"odd-input-{name}", int(refused or stated), "", "== 1", status=ended.status, says=ended.error_line or "; ".join(warnings))
            for file in made:
                (folder / file).unlink()

"""Brain masks of real scans that the network never saw: against MindGrab's, after damage, and in every orientation."""
import itertools
import json
import os

import images
from images import numpy
from measuring import DATA, cli, figure, need_file, result, scratch

MODEL = os.environ.get("INSULA_ANATOMY_MODEL", "anatomy")
SCANS = {
    "chris_t1": "structural/chris_t1.nii.gz",
    "sub-02_T1w": "fmri_task/sub-02_T1w.nii.gz",
    "chris_PD": "structural/chris_PD.nii.gz",
    "T2w": "structural/T2w.nii.gz",
    "spm152": "structural/spm152.nii.gz",
}


def strip(scan, folder, *more):
    """The mask as booleans with what the program said; none when it failed."""
    mask = folder / "mask.nii.gz"
    mask.unlink(missing_ok=True)
    ended = cli("run", "skull-strip", "--in", f"image={scan}", "--out", f"mask={mask}", "--model", MODEL, "--progress", "json", *more)
    warnings = [json.loads(line)["message"] for line in ended.out.splitlines() if '"warning"' in line]
    facts = {"seconds": round(ended.seconds, 2), "peak_mib": round(ended.peak_mib), "warnings": warnings}
    if ended.status != 0:
        return None, {"error": ended.error_line, **facts}
    return images.load(mask), facts


@figure("real-mask")
def real(quick):
    images.need_nibabel()
    for name, place in SCANS.items():
        scan = need_file(DATA / place)
        reference = images.load(need_file(DATA / f"structural/reference_masks/{name}_mindgrab-mask.nii.gz"))
        with scratch() as folder:
            mask, facts = strip(scan, folder)
            if mask is None:
                yield result(f"real-mask-{name}", None, "", ">= 0.96", **facts)
                continue
            yield result(f"real-mask-{name}", images.dice(images.values(mask), images.values(reference)), "", ">= 0.96", **facts)
            original = images.load(scan)
            same = mask.shape == original.shape[:3] and images.affine_difference(mask.affine, original.affine) == 0
            yield result(f"real-mask-grid-{name}", int(same), "", "== 1")


@figure("fetal-mask")
def fetal(quick):
    """Reported as it is: no fetus was trained for."""
    images.need_nibabel()
    scan = need_file(DATA / "structural/fetal/sub-01_run-1_T2w.nii.gz")
    truth = images.load(need_file(DATA / "structural/fetal/sub-01_run-1_T2w_desc-brain_mask.nii.gz"))
    with scratch() as folder:
        mask, facts = strip(scan, folder)
        value = 0.0 if mask is None else images.dice(images.values(mask), images.values(truth))
        yield result("fetal-mask", value, "", ">= 0", **facts)


def blurred_slices(values, affine, mm):
    """Slices of `mm` along the third axis, back on the same grid."""
    ndimage = images.need_scipy()
    spacing = numpy.linalg.norm(affine[:3, 2])
    sigma = mm / 2.355 / spacing
    thick = ndimage.gaussian_filter1d(values, sigma, axis=2)
    step = max(1, round(mm / spacing))
    kept = thick[:, :, ::step]
    return numpy.repeat(kept, step, axis=2)[:, :, :values.shape[2]]


def damages(values, affine):
    """name, values, affine, and how to bring the reference along."""
    ndimage = images.need_scipy()
    generator = numpy.random.default_rng(1)
    bright = numpy.percentile(values, 99.5)
    yield "flipped", values[::-1], affine, lambda mask: mask[::-1]  # the head's mirror image
    cropped = values.copy()
    cropped[:, :, : values.shape[2] // 5] = 0
    yield "cropped", cropped, affine, lambda mask: numpy.where(numpy.arange(mask.shape[2]) < mask.shape[2] // 5, 0, mask)
    turn = ndimage.rotate(values, 20, axes=(0, 1), reshape=False, order=1)
    yield "rotated", turn, affine, lambda mask: ndimage.rotate(mask.astype(numpy.float32), 20, axes=(0, 1), reshape=False, order=1) > 0.5
    yield "blurred-6mm", blurred_slices(values, affine, 6), affine, lambda mask: mask
    yield "noisy", values + generator.normal(0, 0.1 * bright, values.shape), affine, lambda mask: mask
    head = ndimage.binary_fill_holes(ndimage.gaussian_filter(values, 1) > 0.08 * bright)
    yield "inverted", numpy.where(head, numpy.clip(bright - values, 0, None), 0), affine, lambda mask: mask


@figure("robust-mask")
def robust(quick):
    images.need_nibabel()
    scan = images.load(need_file(DATA / SCANS["chris_t1"]))
    values = images.values(scan).astype(numpy.float32)
    with scratch() as folder:
        own, facts = strip(images.save(folder / "in.nii.gz", values, scan.affine), folder)
        if own is None:
            yield result("robust-mask", None, "", ">= 0.95", **facts)
            return
        own = images.values(own) != 0
        for name, damaged, affine, bring in damages(values, scan.affine):
            image = images.save(folder / "in.nii.gz", numpy.ascontiguousarray(damaged, dtype=numpy.float32), affine)
            mask, facts = strip(image, folder)
            value = None if mask is None else images.dice(images.values(mask), bring(own))
            yield result(f"robust-mask-{name}", value, "", ">= 0.95", **facts)


@figure("orientations", slow=True)
def orientations(quick):
    """The same scan stored with its axes in every order and direction."""
    images.need_nibabel()
    import nibabel
    scan = images.load(need_file(DATA / SCANS["chris_t1"]))
    worst, count = 1.0, 0
    with scratch() as folder:
        own, facts = strip(need_file(DATA / SCANS["chris_t1"]), folder)
        if own is None:
            yield result("orientations", None, "", ">= 0.99", **facts)
            return
        own = nibabel.Nifti1Image((images.values(own) != 0).astype(numpy.uint8), own.affine)
        for order in itertools.permutations(range(3)):
            for signs in itertools.product((1, -1), repeat=3):
                transform = numpy.array(list(zip(order, signs)))
                stored, wanted = scan.as_reoriented(transform), own.as_reoriented(transform)
                nibabel.save(stored, folder / "in.nii.gz")
                mask, facts = strip(folder / "in.nii.gz", folder)
                value = 0.0 if mask is None else images.dice(images.values(mask), numpy.asarray(wanted.dataobj))
                worst, count = min(worst, value), count + 1
                if quick and count == 6:
                    break
    yield result("orientations", worst, "", ">= 0.99", count=count)


@figure("repeated")
def repeated(quick):
    """The same command twice gives the same voxels."""
    images.need_nibabel()
    scan = need_file(DATA / SCANS["chris_t1"])
    with scratch() as folder:
        first, _ = strip(scan, folder)
        first = images.values(first).copy()
        second, _ = strip(scan, folder)
        yield result("repeated", int((first != images.values(second)).sum()), "voxels", "<= 0")

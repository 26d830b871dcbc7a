"""The NIfTI reader against nibabel: affine, zooms and every voxel, through the public commands info and reorient."""
import itertools
import json

import images
from images import nibabel, numpy
from measuring import DATA, Skip, cli, figure, result, scratch


def info(path):
    ended = cli("info", path, "--json")
    if ended.status != 0:
        raise RuntimeError(f"info {path}: status {ended.status}: {ended.error_line}")
    return json.loads(ended.out)


def compare(path, folder, voxels=True):
    """(affine difference in mm, relative value difference) between Insula and nibabel."""
    image, facts = images.load(path), info(path)
    affine = images.affine_difference(facts["affine"], image.affine)
    shape = [facts["shape"][n] if n < len(facts["shape"]) else 1 for n in range(3)]
    if shape != [image.shape[n] if n < image.ndim else 1 for n in range(3)]:
        return affine, float("inf")
    if not voxels:
        return affine, 0.0
    # To its own orientation: nothing is moved, so the copy holds what the reader saw.
    copy = folder / "copy.nii"
    ended = cli("run", "reorient", "--in", f"image={path}", "--out", f"image={copy}", "--to", facts["orientation"])
    if ended.status != 0:
        raise RuntimeError(f"reorient {path}: status {ended.status}: {ended.error_line}")
    written = images.load(copy)
    affine = max(affine, images.affine_difference(written.affine, image.affine))
    ours, theirs = images.values(written), images.values(image)
    return affine, images.value_difference(theirs.reshape(ours.shape) if theirs.size == ours.size else theirs, ours)


def compare_all(name, paths, folder, bar_affine, **facts):
    affine, value, failures, count = 0.0, 0.0, [], 0
    for path in paths:
        count += 1
        try:
            a, v = compare(path, folder)
        except RuntimeError as error:
            failures.append(str(error))
            continue
        affine, value = max(affine, a), max(value, v)
        if a > bar_affine or v > 1e-6:
            failures.append(f"{path.name}: affine {a:g}, values {v:g}")
    more = {"files": count, "failures": failures[:5], **facts}
    yield result(f"{name}-affine", None if count == 0 else affine, "mm", f"<= {bar_affine:g}", **more)
    yield result(f"{name}-values", None if count == 0 else value, "of range", "<= 1e-6", **more)
    yield result(f"{name}-failed", len(failures), "files", "== 0")


@figure("reader-real")
def real_files(quick):
    images.need_nibabel()
    paths = sorted(p for p in DATA.glob("**/*") if p.name.endswith((".nii", ".nii.gz"))) if DATA.is_dir() else []
    if not paths:
        raise Skip("no real images: test data is not there")
    with scratch() as folder:
        yield from compare_all("reader-real", [p for p in paths if p.stat().st_size < 3e6] if quick else paths, folder, 1e-4)


def signed_axes():
    """All 48 ways to order and direct three axes, as matrices."""
    for order in itertools.permutations(range(3)):
        for signs in itertools.product((1, -1), repeat=3):
            matrix = numpy.zeros((3, 3))
            for column, (row, sign) in enumerate(zip(order, signs)):
                matrix[row, column] = sign
            yield matrix


def turned(degrees):
    x, y, z = numpy.radians(degrees)
    rx = numpy.array([[1, 0, 0], [0, numpy.cos(x), -numpy.sin(x)], [0, numpy.sin(x), numpy.cos(x)]])
    ry = numpy.array([[numpy.cos(y), 0, numpy.sin(y)], [0, 1, 0], [-numpy.sin(y), 0, numpy.cos(y)]])
    rz = numpy.array([[numpy.cos(z), -numpy.sin(z), 0], [numpy.sin(z), numpy.cos(z), 0], [0, 0, 1]])
    return rz @ ry @ rx


def phantom(folder, name, axes, kind):
    """An asymmetric little image whose header says where it is in one of eight ways."""
    data = numpy.arange(5 * 6 * 7, dtype=numpy.int16).reshape(5, 6, 7)
    data[0, 0, 0], data[4, 1, 2] = 3000, -2000
    zooms = numpy.diag([1.25, 0.8, 2.5])
    rotation = turned((17, -9, 25)) if kind in ("oblique-sform", "oblique-qform") else numpy.eye(3)
    shear = numpy.array([[1, 0.2, 0], [0, 1, -0.1], [0, 0, 1]]) if kind == "shear" else numpy.eye(3)
    affine = numpy.eye(4)
    affine[:3, :3] = rotation @ axes @ shear @ zooms
    affine[:3, 3] = (-31.5, 12.25, 7.75)
    image = (nibabel.Nifti2Image if kind == "nifti2" else nibabel.Nifti1Image)(data, affine)
    sform = kind in ("sform", "both", "shear", "oblique-sform", "nifti2")
    qform = kind in ("qform", "both", "oblique-qform", "nifti2")
    image.set_sform(affine, code=2 if sform else 0)
    if kind != "shear":
        image.set_qform(affine, code=1 if qform else 0)
    path = folder / f"{name}.nii"
    nibabel.save(image, str(path))
    return path


@figure("reader-phantom")
def phantoms(quick):
    """48 orders and directions (half of them with a negative determinant) times eight ways to say so."""
    images.need_nibabel()
    kinds = ("sform", "qform", "both", "neither", "shear", "oblique-sform", "oblique-qform", "nifti2")
    with scratch() as folder:
        files = [phantom(folder, f"{n:02d}-{kind}", axes, kind) for n, axes in enumerate(signed_axes()) for kind in kinds]
        # 1e-5 mm: header fields are single precision.
        yield from compare_all("reader-phantom", files[::7] if quick else files, folder, 1e-5)

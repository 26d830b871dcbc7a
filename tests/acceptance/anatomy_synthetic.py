"""Synthetic images of label maps that were held out: masks and structures against the labels that made the images."""
import images
from anatomy_masks import MODEL, strip
from images import numpy
from measuring import DATA, cli, figure, need_file, result, scratch

HELD_OUT = ("17", "18", "19", "20")
FIRST_OUTSIDE = 256
# As the training joins small parts to what they lie in.
PART_OF = {25: 2, 30: 2, 31: 4, 57: 41, 62: 41, 63: 43, 72: 24, 77: 2, 78: 2, 136: 4, 137: 5, 163: 43, 164: 44}
STRUCTURES = [2, 3, 4, 5, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 24, 26, 28, 41, 42, 43, 44, 46, 47, 49, 50, 51, 52, 53, 54, 58, 60]


def joined(labels):
    table = numpy.arange(max(labels.max(), max(PART_OF)) + 1)
    for part, whole in PART_OF.items():
        table[part] = whole
    return table[labels]


def example(folder, number, seed, voxel_mm):
    maps = need_file(DATA / f"label_maps/training_seg_{number}.nii.gz")
    ended = cli("run", "synthesize", "--in", f"labels={maps}", "--out", f"image={folder}/image.nii.gz", "--out", f"labels={folder}/labels.nii.gz",
                "--voxel-size", voxel_mm, "--seed", seed)
    if ended.status != 0:
        raise RuntimeError(ended.error_line)
    image, labels = images.load(folder / "image.nii.gz"), images.load(folder / "labels.nii.gz")
    severity = str(image.header["descrip"].tobytes().rstrip(b"\0").decode()).split(":")[-1].strip()
    return images.values(image), images.values(labels).astype(int), severity


@figure("synthetic-mask")
def masks(quick):
    """Where a scan was cropped nothing can be found: voxels of the brain that are exactly 0 do not count."""
    images.need_nibabel()
    scores = []
    with scratch() as folder:
        for number in HELD_OUT:
            for seed in range(1, 2 if quick else 6):
                values, labels, severity = example(folder, number, seed, 1)
                mask, facts = strip(folder / "image.nii.gz", folder)
                truth = (labels > 0) & (labels < FIRST_OUTSIDE)
                counted = (values != 0) | ~truth
                score = 0.0 if mask is None else images.dice((images.values(mask) != 0) & counted, truth & counted)
                scores.append((round(float(score), 4), f"{number}/{seed} {severity}"))
    values = [score for score, _ in scores]
    yield result("synthetic-mask", float(numpy.mean(values)), "", ">= 0.975", images=len(values), median=float(numpy.median(values)),
                 worst=sorted(scores)[:4])


@figure("synthetic-structures", slow=True)
def structures(quick):
    images.need_nibabel()
    scores, each = [], {number: [] for number in STRUCTURES}
    with scratch() as folder:
        for number in HELD_OUT:
            for seed in range(1, 2 if quick else 4):
                values, labels, severity = example(folder, number, seed, 1)
                labels = joined(labels)
                (folder / "found.nii.gz").unlink(missing_ok=True)
                ended = cli("run", "anatomy-labels", "--in", f"image={folder}/image.nii.gz", "--out", f"labels={folder}/found.nii.gz",
                            "--model", MODEL)
                found = images.values(images.load(folder / "found.nii.gz")) if ended.status == 0 else numpy.zeros_like(labels)
                dice = []
                for structure in STRUCTURES:
                    truth = labels == structure
                    counted = (values != 0) | ~truth
                    if (truth & counted).sum() < 20:
                        continue
                    dice.append(images.dice((found == structure) & counted, truth & counted))
                    each[structure].append(dice[-1])
                scores.append((round(float(numpy.mean(dice)), 4), f"{number}/{seed} {severity}"))
    values = [score for score, _ in scores]
    yield result("synthetic-structures", float(numpy.mean(values)), "", ">= 0.85", images=len(values), worst=sorted(scores)[:4],
                 each={number: round(float(numpy.mean(d)), 3) for number, d in each.items() if d})

"""Structural steps: noise, scales, tissues, faces and functional images onto anatomical ones, against what is known."""
from functional_run import RUN, libraries, step
from measuring import DATA, cli, figure, need_file, result, scratch
from preprocessing_registration import dice, ras_of

STRUCTURAL, MASKS = DATA / "structural", DATA / "structural/reference_masks"
# T1 signals of the head phantom's parts; what is left out has none.
T1 = {2: 880, 41: 880, 3: 640, 42: 640, 4: 190, 43: 190, 7: 850, 46: 850, 8: 620, 47: 620, 10: 745, 49: 745, 11: 665, 50: 665, 12: 700,
      51: 700, 13: 800, 52: 800, 14: 190, 15: 190, 16: 800, 17: 640, 53: 640, 18: 635, 54: 635, 24: 200, 25: 430, 192: 920, 118: 480,
      119: 1250, 121: 75, 123: 470, 125: 1120, 126: 760, 128: 640, 129: 480, 131: 1080, 134: 215, 135: 520}
GREY = [3, 42, 8, 47, 10, 49, 11, 50, 12, 51, 13, 52, 17, 53, 18, 54]
WHITE = [2, 41, 7, 46, 192, 16]
FLUID = [4, 43, 14, 15, 24]


def phantom(folder):
    ended = cli("sample", folder / "demo.insula")
    if ended.status != 0:
        raise RuntimeError(ended.error_line)
    data = folder / "demo.insula/rawdata"
    return data / "derivatives/phantom/sub-01/anat/sub-01_desc-parts_dseg.nii.gz", data / "sub-01"


def measured(ended, name):
    for line in ended.out.splitlines():
        word, _, rest = line.partition("\t")
        if word == name:
            return float(rest.split()[0])
    raise RuntimeError(f"{name} is not among what the step measured")


@figure("denoise")
def denoise(quick):
    """Gain in peak signal-to-noise ratio (peak 1000) over the phantom's head, and the noise that the step estimated."""
    nibabel, np = libraries()
    from scipy.ndimage import uniform_filter
    with scratch() as folder:
        labels = nibabel.load(phantom(folder)[0])
        parts = np.asanyarray(labels.dataobj)
        signal = np.zeros(256, np.float32)
        for part, value in T1.items():
            signal[part] = value
        clean, head = uniform_filter(signal[parts], 2), parts > 0
        for percent, least in ((3, 6), (9, 8)):
            random, sigma = np.random.default_rng(percent), 10.0 * percent
            noisy = np.hypot(clean + random.normal(0, sigma, clean.shape), random.normal(0, sigma, clean.shape)).astype(np.float32)
            nibabel.save(nibabel.Nifti1Image(noisy, labels.affine), folder / "noisy.nii")
            ended = step("denoise", "--in", f"image={folder}/noisy.nii", "--out", f"image={folder}/out.nii")
            out = nibabel.load(folder / "out.nii").get_fdata(dtype=np.float32)
            ratio = [10 * np.log10(1e6 / np.mean((each[head] - clean[head]) ** 2, dtype=np.float64)) for each in (noisy, out)]
            yield result(f"denoise-gain-{percent}-percent", float(ratio[1] - ratio[0]), "dB", f">= {least}", seconds=ended.seconds,
                         mib=ended.peak_mib, before=float(ratio[0]), megavoxels=clean.size / 1e6)
            yield result(f"denoise-noise-{percent}-percent", abs(measured(ended, "noise") / sigma - 1), "of the noise", "<= 0.05")


@figure("normalise")
def normalise(quick):
    """Percentiles and z against NumPy; white matter of two contrasts at 0 +- 1."""
    nibabel, np = libraries()
    image, mask = need_file(STRUCTURAL / "T2w.nii.gz"), need_file(MASKS / "T2w_mindgrab-mask.nii.gz")
    values, inside = nibabel.load(image).get_fdata(), nibabel.load(mask).get_fdata() > 0
    low, high = np.percentile(values[inside], [1, 99])
    wanted = {"percentiles": (values - low) / (high - low), "z": (values - values[inside].mean()) / values[inside].std(ddof=1)}
    with scratch() as folder:
        for method, truth in wanted.items():
            step("normalise", "--in", f"image={image}", "--in", f"mask={mask}", "--method", method, "--out", f"image={folder}/n.nii")
            away = np.abs(nibabel.load(folder / "n.nii").get_fdata() - truth).max() / np.abs(truth).max()
            yield result(f"normalise-{method}", float(away), "of the range", "<= 1e-5")


def truth_on(np, labels, image):
    """The phantom's tissues (1 fluid, 2 grey, 3 white) at the voxels of another image, and its brain."""
    from scipy.ndimage import map_coordinates
    place = np.linalg.inv(labels.affine) @ image.affine
    voxels = place[:3, :3] @ np.indices(image.shape).reshape(3, -1) + place[:3, 3:]
    parts = map_coordinates(np.asanyarray(labels.dataobj), voxels, order=0).reshape(image.shape)
    tissues = np.zeros(image.shape, np.uint8)
    for number, members in enumerate((FLUID, GREY, WHITE), 1):
        tissues[np.isin(parts, members)] = number
    return tissues, (tissues > 0) | (parts == 25)


@figure("tissues")
def tissues(quick):
    nibabel, np = libraries()
    names, bars = ("fluid", "grey", "white"), (0.9, 0.88, 0.93)
    with scratch() as folder:
        labels, raw = phantom(folder)
        image = nibabel.load(raw / "anat/sub-01_T1w.nii.gz")
        truth, brain = truth_on(np, nibabel.load(labels), image)
        nibabel.save(nibabel.Nifti1Image(brain.astype(np.uint8), image.affine), folder / "mask.nii")
        i, j, k = np.indices(image.shape, np.float32)
        gain = np.exp(0.25 * np.sin(i / 60 + 0.5) * np.cos(j / 70) + (k - 100) / 1000)
        nibabel.save(nibabel.Nifti1Image(image.get_fdata(dtype=np.float32) * gain, image.affine), folder / "gain.nii")
        for name, source in (("phantom", raw / "anat/sub-01_T1w.nii.gz"), ("phantom-with-gain", folder / "gain.nii")):
            ended = step("tissue-segmentation", "--in", f"image={source}", "--in", f"mask={folder}/mask.nii", "--out", f"labels={folder}/s.nii")
            found = np.asanyarray(nibabel.load(folder / "s.nii").dataobj)
            for number, (tissue, bar) in enumerate(zip(names, bars), 1):
                yield result(f"tissues-{name}-{tissue}-dice", dice(np, found == number, truth == number), "", f">= {bar}", seconds=ended.seconds, mib=ended.peak_mib)
        head, mask = need_file(STRUCTURAL / "chris_t1.nii.gz"), need_file(MASKS / "chris_t1_mindgrab-mask.nii.gz")
        ended = step("tissue-segmentation", "--in", f"image={head}", "--in", f"mask={mask}", "--out", f"labels={folder}/s.nii")
        grey, white = measured(ended, "grey-matter-volume"), measured(ended, "white-matter-volume")
        yield result("tissues-real-grey-to-white", grey / white, "", ">= 0.9", grey=grey, white=white, fluid=measured(ended, "csf-volume"), seconds=ended.seconds)


@figure("deface")
def deface(quick):
    """On real heads: the reference brain and 8 mm around it are as they were, and what lies before and below the brain is gone."""
    nibabel, np = libraries()
    from scipy.ndimage import distance_transform_edt
    for name in ("chris_t1", "chris_PD", "T2w"):
        image, mask = need_file(STRUCTURAL / f"{name}.nii.gz"), need_file(MASKS / f"{name}_mindgrab-mask.nii.gz")
        with scratch() as folder:
            ended = step("deface", "--in", f"image={image}", "--in", f"mask={mask}", "--out", f"image={folder}/d.nii")
            before, after = nibabel.load(image), np.asanyarray(nibabel.load(folder / "d.nii").dataobj)
            old, brain = np.asanyarray(before.dataobj), nibabel.load(mask).get_fdata() > 0
            near = distance_transform_edt(~brain, sampling=before.header.get_zooms()[:3]) <= 8
            yield result(f"deface-{name}-changed-near-brain", int((old[near] != after[near]).sum()), "voxels", "== 0", seconds=ended.seconds)
            i, j, k = np.indices(old.shape, np.float32)
            y, z = (before.affine[r, 0] * i + before.affine[r, 1] * j + before.affine[r, 2] * k + before.affine[r, 3] for r in (1, 2))
            front, middle = y[brain].max(), z[brain].mean()
            face = (y > front - 10) & (z < middle - 35) & (old > np.percentile(old, 50))
            yield result(f"deface-{name}-face-left", float((after[face] != 0).sum() / max(1, face.sum())), "of its voxels", "<= 0.01", voxels=int(face.sum()))


def displacement(np, seed):
    from scipy.spatial.transform import Rotation
    random = np.random.default_rng(seed)
    moved = np.eye(4)
    moved[:3, :3] = Rotation.from_euler("xyz", random.uniform(-8, 8, 3), degrees=True).as_matrix()
    moved[:3, 3] = random.uniform(-8, 8, 3)
    return moved


def away(np, a, b, points):
    return float(np.linalg.norm(points @ (a - b).T, axis=1).mean())


@figure("register-epi")
def functional_onto_anatomical(quick):
    """Rigid motions put into the header of a mean functional image come back; on the phantom the truth itself is known."""
    nibabel, np = libraries()
    run, anatomy = need_file(RUN), need_file(DATA / "fmri_task/sub-02_T1w.nii.gz")
    mask = nibabel.load(need_file(MASKS / "sub-02_T1w_mindgrab-mask.nii.gz"))
    points = np.c_[np.argwhere(mask.get_fdata() > 0)[::2000], np.ones(len(np.argwhere(mask.get_fdata() > 0)[::2000]))] @ mask.affine.T
    with scratch() as folder:
        image = nibabel.load(run)
        mean = image.get_fdata(dtype=np.float32).mean(axis=3)

        def found(moved, volume, affine, fixed):
            nibabel.save(nibabel.Nifti1Image(volume, moved @ affine), folder / "m.nii")
            ended = step("register", "--in", f"moving={folder}/m.nii", "--in", f"fixed={fixed}", "--freedom", "rigid", "--out", f"transform={folder}/x.txt")
            return ras_of(folder / "x.txt", np), ended.seconds

        start, seconds = found(np.eye(4), mean, image.affine, anatomy)
        errors = []
        for seed in range(2 if quick else 4):
            moved = displacement(np, seed)
            errors.append(away(np, np.linalg.inv(moved) @ found(moved, mean, image.affine, anatomy)[0], start, points))
        yield result("register-epi-repeat-mm", float(np.mean(errors)), "mm", "<= 0.5", worst=max(errors), seconds=seconds)
        labels, raw = phantom(folder)
        bold = nibabel.load(next((raw / "func").glob("*_bold.nii.gz")))
        frame = np.asarray(bold.dataobj[..., 0], np.float32)
        parts = nibabel.load(labels)
        brain = np.argwhere(np.isin(np.asanyarray(parts.dataobj), GREY + WHITE))[::2000]
        points = np.c_[brain, np.ones(len(brain))] @ parts.affine.T
        errors = []
        for seed in range(2 if quick else 4):
            moved = displacement(np, 10 + seed)
            errors.append(away(np, found(moved, frame, bold.affine, raw / "anat/sub-01_T1w.nii.gz")[0], moved, points))
        yield result("register-epi-phantom-mm", float(np.mean(errors)), "mm", "<= 1", worst=max(errors))

"""Registration: a known affine of a real head, a head onto the template, and that warps can be undone."""
from functional_run import libraries, step
from measuring import DATA, figure, need_file, result, scratch

SEED = 0


def ras_of(file, np):
    """The pull transform of an ITK text file, from LPS to RAS."""
    numbers = np.array([line.split()[1:] for line in open(file) if line.startswith("Parameters")][0], float)
    lps, flip = np.eye(4), np.diag([-1.0, -1, 1, 1])
    lps[:3, :3], lps[:3, 3] = numbers[:9].reshape(3, 3), numbers[9:]
    return flip @ lps @ flip


def known_head(nibabel, np, source, file):
    """The head as another scanner would see it: turned, scaled, sheared, shifted, on oblique left-handed voxels, with noise; the transform."""
    from scipy.ndimage import map_coordinates
    from scipy.spatial.transform import Rotation
    image = nibabel.load(source)
    data = image.get_fdata(dtype=np.float32)
    truth = np.eye(4)
    truth[:3, :3] = Rotation.from_euler("xyz", [7, -5, 9], degrees=True).as_matrix() @ np.diag([1.06, 0.95, 1.03]) @ [[1, 0.04, 0], [0, 1, 0], [0, 0, 1]]
    truth[:3, 3] = 8, -5, 6
    size, affine = (190, 230, 190), np.eye(4)
    affine[:3, :3] = Rotation.from_euler("xyz", [3, 6, -4], degrees=True).as_matrix() @ np.diag([-1.1, 1.1, 1.1])
    middle = (truth @ image.affine @ np.r_[(np.array(data.shape) - 1) / 2, 1])[:3]
    affine[:3, 3] = middle - affine[:3, :3] @ ((np.array(size) - 1) / 2)
    back = np.linalg.inv(image.affine) @ np.linalg.inv(truth) @ affine
    places = back[:3, :3] @ np.indices(size).reshape(3, -1) + back[:3, 3:]
    seen = map_coordinates(data, places, order=3).reshape(size) + np.random.default_rng(SEED).normal(0, 2, size)
    nibabel.save(nibabel.Nifti1Image(seen.astype(np.float32), affine), file)
    return truth


@figure("register-known")
def known_affine(quick):
    nibabel, np = libraries()
    source, mask = need_file(DATA / "structural/chris_t1.nii.gz"), need_file(DATA / "structural/reference_masks/chris_t1_mindgrab-mask.nii.gz")
    with scratch() as folder:
        truth = known_head(nibabel, np, source, folder / "moving.nii")
        ended = step("register", "--in", f"moving={folder}/moving.nii", "--in", f"fixed={source}", "--out", f"transform={folder}/x.txt")
        found = ras_of(folder / "x.txt", np)
    brain = nibabel.load(mask)
    voxels = np.argwhere(brain.get_fdata() > 0)[::50]
    points = np.c_[voxels, np.ones(len(voxels))] @ brain.affine.T
    away = np.linalg.norm(points @ (found - truth).T, axis=1)
    yield result("register-known-mm", float(away.mean()), "mm", "<= 0.1", worst=float(away.max()), seconds=ended.seconds)


def dice(np, a, b):
    return float(2 * (a & b).sum() / (a.sum() + b.sum()))


@figure("register-template")
def onto_template(quick):
    """Stripped by the program, the affine alone and with the warp; masks carried over and compared."""
    nibabel, np = libraries()
    heads = {"head": need_file(DATA / "structural/chris_t1.nii.gz"), "template": need_file(DATA / "structural/spm152.nii.gz")}
    with scratch() as folder:
        for name, file in heads.items():
            step("skull-strip", "--in", f"image={file}", "--out", f"mask={folder}/{name}-mask.nii", "--out", f"brain={folder}/{name}.nii")
        both = ["--in", f"moving={folder}/head.nii", "--in", f"fixed={folder}/template.nii"]
        affine = step("register", *both, "--out", f"transform={folder}/x.txt")
        warp = step("register-warp", *both, "--in", f"start={folder}/x.txt", "--out", f"warp={folder}/w.nii", "--out", f"inverse-warp={folder}/i.nii")
        carry = ["--in", f"image={folder}/head-mask.nii", "--in", f"reference={folder}/template.nii", "--in", f"transform={folder}/x.txt"]
        step("apply-transform", *carry, "--out", f"image={folder}/a.nii")
        step("apply-transform", *carry, "--in", f"warp={folder}/w.nii", "--out", f"image={folder}/b.nii")
        there = nibabel.load(folder / "template-mask.nii").get_fdata() > 0
        yield result("register-template-dice-affine", dice(np, nibabel.load(folder / "a.nii").get_fdata() > 0, there), "", ">= 0.97", seconds=affine.seconds)
        yield result("register-template-dice-warp", dice(np, nibabel.load(folder / "b.nii").get_fdata() > 0, there), "", ">= 0.97", seconds=warp.seconds, mib=warp.peak_mib)
        yield result("register-inverse-mm", undone(nibabel, np, folder), "mm", "<= 0.2")


def undone(nibabel, np, folder):
    """Mean distance (mm) over the template's brain between points and where the warp and its inverse bring them."""
    from scipy.ndimage import map_coordinates
    forward, backward = nibabel.load(folder / "w.nii"), nibabel.load(folder / "i.nii")

    def moved(field, points):
        voxels = np.linalg.inv(field.affine) @ np.c_[points, np.ones(len(points))].T
        data = field.get_fdata(dtype=np.float32)
        return points + np.stack([map_coordinates(data[..., a], voxels[:3], order=1, mode="nearest") for a in range(3)], 1)

    mask = nibabel.load(folder / "template-mask.nii")
    voxels = np.argwhere(mask.get_fdata() > 0)[::200]
    points = (np.c_[voxels, np.ones(len(voxels))] @ mask.affine.T)[:, :3]
    return float(np.linalg.norm(moved(backward, moved(forward, points)) - points, axis=1).mean())

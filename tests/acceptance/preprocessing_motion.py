"""Motion correction: known motion of real frames, speed, memory, and that nothing is left of it."""
from functional_run import libraries, real_run, step, table
from measuring import figure, result, scratch

FRAMES, SEED = 24, 3


def moved_frames(nibabel, np, source, file):
    """Frames of the real run, the same one first and others later, each moved by a known rigid motion (order 5 splines); the motion."""
    from scipy.ndimage import affine_transform
    from scipy.spatial.transform import Rotation
    image = nibabel.load(source)
    data, affine = image.get_fdata(dtype=np.float32), image.affine
    base = data[..., data.shape[3] // 2]
    noise = np.median(np.abs(np.diff(data, axis=3))) / 0.6745 / np.sqrt(2)
    centre = (affine @ np.r_[(np.array(base.shape) - 1) / 2, 1])[:3]
    dice = np.random.default_rng(SEED)
    shift, turn = dice.uniform(-3, 3, (FRAMES, 3)), np.deg2rad(dice.uniform(-3, 3, (FRAMES, 3)))
    shift[0] = turn[0] = 0
    frames = np.zeros(base.shape + (FRAMES,), np.float32)
    for t in range(FRAMES):
        rotation = Rotation.from_euler("XYZ", turn[t]).as_matrix()  # Rx Ry Rz, as the step's table
        there = np.eye(4)
        there[:3, :3], there[:3, 3] = rotation, centre + shift[t] - rotation @ centre
        back = np.linalg.inv(affine) @ np.linalg.inv(there) @ affine
        frames[..., t] = affine_transform(base, back[:3, :3], back[:3, 3], order=5, mode="nearest") + dice.normal(0, noise, base.shape)
    header = image.header.copy()
    header.set_data_dtype(np.float32)
    nibabel.save(nibabel.Nifti1Image(frames, affine, header), file)
    return shift, turn


@figure("motion-known")
def known_motion(quick):
    nibabel, np = libraries()
    source, _ = real_run()
    with scratch() as folder:
        shift, turn = moved_frames(nibabel, np, source, folder / "moved.nii")
        step("motion", "--in", f"image={folder}/moved.nii", "--out", f"confounds={folder}/c.tsv", "--reference", "first")
        rows = table(folder / "c.tsv")
    found = np.array([[float(row["trans_" + a]) for a in "xyz"] + [float(row["rot_" + a]) for a in "xyz"] for row in rows])
    mm, degrees = np.abs(found[:, :3] - shift)[1:], np.rad2deg(np.abs(found[:, 3:] - turn))[1:]
    yield result("motion-known-mm", float(mm.mean()), "mm", "<= 0.05", worst=float(mm.max()))
    yield result("motion-known-degrees", float(degrees.mean()), "degrees", "<= 0.05", worst=float(degrees.max()))


@figure("motion-real")
def real_motion(quick):
    nibabel, np = libraries()
    source, _ = real_run()
    with scratch() as folder:
        ended = step("motion", "--in", f"image={source}", "--out", f"image={folder}/m.nii", "--out", f"confounds={folder}/c.tsv")
        again = step("motion", "--in", f"image={folder}/m.nii", "--out", f"confounds={folder}/again.tsv")
        first, second = table(folder / "c.tsv"), table(folder / "again.tsv")
        floats = np.prod(nibabel.load(source).shape) * 4 / 2**20
    moved = [np.mean([float(row["framewise_displacement"]) for row in rows[1:]]) for rows in (first, second)]
    yield result("motion-seconds", ended.seconds, "s", "<= 60", again=again.seconds)
    yield result("motion-memory", float(ended.peak_mib / floats), "of the run in single precision", "<= 2.5", mib=ended.peak_mib)
    yield result("motion-left", float(moved[1] / moved[0]), "of the mean framewise displacement", "<= 0.1", before=moved[0], after=moved[1])

"""Filters, regression and local maps against SciPy and NumPy on courses of the real run."""
from functional_run import libraries, real_run, step, table
from measuring import figure, result, scratch


def bright_voxels(np, data, count, seed=5):
    mean = data.mean(3)
    places = np.argwhere(mean > 0.4 * np.percentile(mean, 98))
    inner = places[(places > 0).all(1) & (places < np.array(mean.shape) - 1).all(1)]
    return inner[np.random.default_rng(seed).choice(len(inner), count, replace=False)]


@figure("temporal-filter")
def temporal_filter(quick):
    nibabel, np = libraries()
    from scipy.signal import butter, filtfilt
    source, _ = real_run()
    with scratch() as folder:
        ended = step("temporal-filter", "--in", f"image={source}", "--no-keep-mean", "--out", f"image={folder}/f.nii")
        found = nibabel.load(folder / "f.nii").get_fdata()
    data = nibabel.load(source).get_fdata()
    b, a = butter(2, [0.009, 0.08], "bandpass", fs=0.5)
    worst = 0
    for i, j, k in bright_voxels(np, data, 300):
        truth = filtfilt(b, a, data[i, j, k])
        worst = max(worst, np.abs(found[i, j, k] - truth).max() / truth.std())
    yield result("temporal-filter-scipy", float(worst), "of the standard deviation", "<= 1e-4")
    yield result("temporal-filter-seconds", ended.seconds, "s", "<= 30", mib=ended.peak_mib)


@figure("nuisance")
def nuisance(quick):
    """One model with 24 terms of motion and the band, against the pseudo-inverse of all columns at once."""
    nibabel, np = libraries()
    source, _ = real_run()
    with scratch() as folder:
        step("motion", "--in", f"image={source}", "--out", f"image={folder}/m.nii", "--out", f"confounds={folder}/c_desc-confounds_timeseries.tsv")
        step("nuisance", "--in", f"image={folder}/m.nii", "--in", f"confounds={folder}/c_desc-confounds_timeseries.tsv", "--no-keep-mean",
             "--out", f"image={folder}/n.nii", "--out", f"regressors={folder}/r.tsv")
        data, found = nibabel.load(folder / "m.nii").get_fdata(), nibabel.load(folder / "n.nii").get_fdata()
        rows = table(folder / "r.tsv")
    columns = [[float(row[name]) for row in rows] for name in rows[0]]
    frames, t = data.shape[3], np.arange(data.shape[3])
    for n, hz in enumerate(np.fft.rfftfreq(frames, 2.0)):
        if not 0.009 <= hz <= 0.08:
            columns += [np.cos(2 * np.pi * n * t / frames), np.sin(2 * np.pi * n * t / frames)]
    x = np.array(columns).T
    norms = np.linalg.norm(x, axis=0)
    u, s, _ = np.linalg.svd(x[:, norms > 1e-9] / norms[norms > 1e-9], full_matrices=False)
    u = u[:, s > 1e-9 * s[0]]
    worst = 0
    for i, j, k in bright_voxels(np, data, 300):
        truth = data[i, j, k] - u @ (u.T @ data[i, j, k])
        worst = max(worst, np.abs(found[i, j, k] - truth).max() / truth.std())
    yield result("nuisance-numpy", float(worst), "of the standard deviation", "<= 1e-4", regressors=len(rows[0]))


@figure("functional-maps")
def functional_maps(quick):
    nibabel, np = libraries()
    from scipy.stats import rankdata
    source, _ = real_run()
    with scratch() as folder:
        ended = step("functional-maps", "--in", f"image={source}", "--no-reho-band", "--out", f"reho={folder}/r.nii", "--out", f"alff={folder}/a.nii",
                     "--out", f"falff={folder}/f.nii")
        reho, alff, falff = (nibabel.load(folder / name).get_fdata() for name in ("r.nii", "a.nii", "f.nii"))
    data = nibabel.load(source).get_fdata()
    frames = data.shape[3]
    hz = np.fft.rfftfreq(frames, 2.0)
    band = (hz >= 0.01) & (hz <= 0.08)
    worst = dict(reho=0, alff=0, falff=0)
    for i, j, k in bright_voxels(np, data, 200):
        around = [(x, y, z) for x in (i - 1, i, i + 1) for y in (j - 1, j, j + 1) for z in (k - 1, k, k + 1)]
        if any(reho[p] == 0 for p in around):  # not all in the mask
            continue
        ranks = np.array([rankdata(data[p]) for p in around])
        ties = sum(float((n**3 - n).sum()) for n in (np.unique(row, return_counts=True)[1] for row in ranks))
        square = ((ranks.sum(0) - ranks.sum(0).mean())**2).sum()
        worst["reho"] = max(worst["reho"], abs(reho[i, j, k] - 12 * square / (27**2 * (frames**3 - frames) - 27 * ties)))
        line = np.polyfit(np.arange(frames), data[i, j, k], 1)
        amplitude = 2 * np.abs(np.fft.rfft(data[i, j, k] - np.polyval(line, np.arange(frames)))) / frames
        worst["alff"] = max(worst["alff"], abs(alff[i, j, k] / amplitude[band].mean() - 1))
        worst["falff"] = max(worst["falff"], abs(falff[i, j, k] - amplitude[band].sum() / amplitude[1:].sum()))
    for name, value in worst.items():
        yield result(f"functional-maps-{name}", float(value), "difference", "<= 1e-4")
    yield result("functional-maps-seconds", ended.seconds, "s", "<= 60", mib=ended.peak_mib)

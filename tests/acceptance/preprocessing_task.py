"""Task models on the studyforrest localizer: t of known contrasts, and decoding from single trials."""
from functional_run import CONDITIONS, libraries, real_run, step, table
from measuring import figure, result, scratch

PLACES = "places = (house + scene)/2 - (face + object)/2"
ALL = "all = (" + " + ".join(CONDITIONS) + ")/6"
VOXELS = 2000  # the most active ones, whatever the category


@figure("glm-contrasts")
def contrasts(quick):
    """On the run as it is: the bars were reached without smoothing or motion correction."""
    libraries()
    source, events = real_run()
    with scratch() as folder:
        ended = step("glm", "--in", f"image={source}", "--in", f"events={events}", "--contrasts", f"{ALL}; {PLACES}; house; scene; face",
                     "--out", f"t={folder}/t.nii.gz", "--out", f"thresholds={folder}/h.tsv")
        rows = {row["contrast"]: row for row in table(folder / "h.tsv")}
    yield result("glm-all", float(rows["all"]["max_t"]), "t", ">= 23", fdr_t=rows["all"]["fdr_t"])
    yield result("glm-places", float(rows["places"]["max_t"]), "t", ">= 11", fdr_t=rows["places"]["fdr_t"])
    yield result("glm-seconds", ended.seconds, "s", "<= 30", mib=ended.peak_mib)


@figure("glm-wrong-tr")
def wrong_tr(quick):
    """The converter's 1.79 s where the scanner had 2.0: the model must find much less, so that the figures above mean something."""
    libraries()
    source, events = real_run()
    with scratch() as folder:
        step("glm", "--in", f"image={source}", "--in", f"events={events}", "--contrasts", ALL, "--tr", "1.79355", "--out", f"t={folder}/t.nii.gz",
             "--out", f"thresholds={folder}/h.tsv")
        yield result("glm-all-wrong-tr", float(table(folder / "h.tsv")[0]["max_t"]), "t", "<= 20")


@figure("decoding")
def decoding(quick):
    """Each half's blocks named by the most correlated pattern of the other half (Haxby 2001): two blocks of six categories, 12 decisions."""
    nibabel, np = libraries()
    source, events = real_run()
    with scratch() as folder:
        step("motion", "--in", f"image={source}", "--out", f"image={folder}/m.nii", "--out", f"confounds={folder}/c_desc-confounds_timeseries.tsv")
        step("glm", "--in", f"image={folder}/m.nii", "--in", f"events={events}", "--contrasts", ALL, "--out", f"t={folder}/t.nii")
        step("single-trial", "--in", f"image={folder}/m.nii", "--in", f"events={events}", "--merge-gap", "3",
             "--in", f"confounds={folder}/c_desc-confounds_timeseries.tsv", "--out", f"betas={folder}/b.nii", "--out", f"trials={folder}/b.tsv")
        betas, labels = nibabel.load(folder / "b.nii").get_fdata(), [row["trial_type"] for row in table(folder / "b.tsv")]
        t = nibabel.load(folder / "t.nii").get_fdata().squeeze()
    chosen = np.argsort(-t.ravel())[:VOXELS]
    patterns = betas.reshape(-1, betas.shape[3])[chosen].T
    half = np.array([labels[:n].count(label) for n, label in enumerate(labels)])
    labels = np.array(labels)
    right = 0
    for test in (0, 1):
        known, asked = patterns[half != test], patterns[half == test]
        known, asked = known - known.mean(0), asked - asked.mean(0)
        alike = np.corrcoef(known, asked)[:len(known), len(known):]
        right += int((labels[half != test][alike.argmax(0)] == labels[half == test]).sum())
    yield result("decoding-six-categories", right, "of 12", ">= 11", trials=len(labels), voxels=VOXELS)

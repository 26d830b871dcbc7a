"""Coming in: DICOM written by pydicom at random oblique places, voxel by voxel; a real head through DICOM; ten thousand files; identity."""
import json

from functional_run import libraries
from measuring import DATA, Skip, cli, figure, need_file, result, scratch

CASES, SEED = 12, 7


def pydicom_modules():
    try:
        import pydicom
        from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
    except ImportError:
        raise Skip("python3-pydicom is not installed") from None
    return pydicom, Dataset, FileDataset, FileMetaDataset


def image(np, pixels, uid, number, row, column, position, spacing, **more):
    """One file of a slice, or of frames when pixels have three axes."""
    _, _, FileDataset, FileMetaDataset = pydicom_modules()
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = "1.2.840.10008.5.1.4.1.1.4", f"{uid}.{number}"
    meta.TransferSyntaxUID = "1.2.840.10008.1.2.1"
    file = FileDataset("x", {}, file_meta=meta, preamble=b"\0" * 128)
    file.is_little_endian, file.is_implicit_VR = True, False
    file.SOPClassUID, file.SOPInstanceUID, file.SeriesInstanceUID, file.StudyInstanceUID = meta.MediaStorageSOPClassUID, f"{uid}.{number}", uid, "1.2.3"
    file.Modality, file.Manufacturer, file.SeriesDescription, file.ImageType = "MR", "Philips", "t1", ["ORIGINAL", "PRIMARY", "M"]
    file.PatientName, file.PatientID, file.PatientBirthDate, file.InstanceNumber = "Doe^Jane", "P-77", "19660101", number
    file.ImagePositionPatient = [f"{x:.9f}"[:16] for x in position]
    file.ImageOrientationPatient = [f"{x:.12f}"[:16] for x in (*row, *column)]
    file.PixelSpacing, file.SliceThickness = [f"{spacing[1]:.8f}", f"{spacing[0]:.8f}"], f"{spacing[2]:.8f}"
    file.Rows, file.Columns = pixels.shape[-2:]
    file.SamplesPerPixel, file.PhotometricInterpretation, file.PixelRepresentation = 1, "MONOCHROME2", 0
    file.BitsAllocated, file.BitsStored, file.HighBit = 16, 16, 15
    file.PixelData = np.ascontiguousarray(pixels.astype("<u2")).tobytes()
    for key, value in more.items():
        setattr(file, key, value)
    return file


def csa(names):
    """Siemens' private header: names with lists of values."""
    from struct import pack
    out = b"SV10\4\3\2\1" + pack("<II", len(names), 77)
    for name, values in names.items():
        out += name.encode().ljust(64, b"\0") + pack("<i4siii", len(values), b"FD", 0, len(values), 77)
        for value in values:
            text = f"{value:.12g}".encode() + b"\0"
            out += pack("<iiii", len(text), len(text), 77, 0) + text + b"\0" * (-len(text) % 4)
    return out


def single_slices(np, dice, folder, data, axes, origin, spacing):
    for k in dice.permutation(data.shape[0]):
        image(np, data[k], "1.2.7", int(k) + 1, axes[0], axes[1], origin + axes[2] * spacing[2] * k, spacing).save_as(folder / f"{k}.dcm", write_like_original=False)


def enhanced(np, dice, folder, data, axes, origin, spacing):
    _, Dataset, _, _ = pydicom_modules()

    def macro(**fields):
        item = Dataset()
        for key, value in fields.items():
            setattr(item, key, value)
        return item
    order = dice.permutation(data.shape[0])
    file = image(np, data[order], "1.2.8", 1, axes[0], axes[1], origin, spacing, NumberOfFrames=len(order))
    orientation, measures = file.ImageOrientationPatient, macro(PixelSpacing=file.PixelSpacing, SliceThickness=file.SliceThickness)
    for key in ("ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing", "SliceThickness"):
        delattr(file, key)
    file.SharedFunctionalGroupsSequence = [macro(PlaneOrientationSequence=[macro(ImageOrientationPatient=orientation)], PixelMeasuresSequence=[measures])]
    file.PerFrameFunctionalGroupsSequence = [
        macro(PlanePositionSequence=[macro(ImagePositionPatient=[f"{x:.9f}"[:16] for x in origin + axes[2] * spacing[2] * k])]) for k in order]
    file.save_as(folder / "enhanced.dcm", write_like_original=False)


def mosaic(np, dice, folder, data, axes, origin, spacing):
    count, rows, columns = data.shape
    across = int(np.ceil(np.sqrt(count)))
    sign = dice.choice([-1, 1])
    first = origin if sign > 0 else origin + axes[2] * spacing[2] * (count - 1)
    pixels = np.zeros((across * rows, across * columns))
    for n in range(count):
        y, x = divmod(n, across)
        pixels[y * rows:(y + 1) * rows, x * columns:(x + 1) * columns] = data[n if sign > 0 else count - 1 - n]
    corner = first - axes[0] * spacing[0] * (across - 1) * columns / 2 - axes[1] * spacing[1] * (across - 1) * rows / 2
    file = image(np, pixels, "1.2.9", 1, axes[0], axes[1], corner, spacing, Manufacturer="SIEMENS", ImageType=["ORIGINAL", "PRIMARY", "M", "MOSAIC"],
                 SpacingBetweenSlices=f"{spacing[2]:.8f}")
    file.add_new((0x29, 0x10), "LO", "SIEMENS CSA HEADER")
    file.add_new((0x29, 0x1010), "OB", csa({"NumberOfImagesInMosaic": [count], "SliceNormalVector": list(sign * axes[2])}))
    file.save_as(folder / "mosaic.dcm", write_like_original=False)


@figure("incoming-geometry")
def geometry(quick):
    nibabel, np = libraries()
    pydicom_modules()
    for writer in (single_slices, enhanced, mosaic):
        dice, worst, wrong = np.random.default_rng(SEED), 0.0, 0
        for _ in range(CASES):
            q = np.linalg.qr(dice.normal(size=(3, 3)))[0]
            axes = [q[:, 0], q[:, 1], np.cross(q[:, 0], q[:, 1])]
            shape, spacing, origin = dice.integers(3, 9, 3), dice.uniform(0.5, 4, 3), dice.uniform(-90, 90, 3)
            data = dice.integers(0, 60000, shape)  # slices, rows, columns
            with scratch() as folder:
                (folder / "d").mkdir()
                writer(np, dice, folder / "d", data, axes, origin, spacing)
                ended = cli("run", "convert", "--in", f"file={folder}/d", "--out", f"image={folder}/i.nii")
                if ended.status:
                    raise Skip(ended.error_line)
                made = nibabel.load(folder / "i.nii")
                values = np.asarray(made.dataobj)
            # PS3.3 C.7.6.2.1.1, then from left-posterior to right-anterior
            affine = np.eye(4)
            affine[:3] = np.diag([-1, -1, 1]) @ np.c_[axes[0] * spacing[0], axes[1] * spacing[1], axes[2] * spacing[2], origin]
            corners = np.array(np.meshgrid(*[[0, n - 1] for n in shape[::-1]], [1])).reshape(4, -1)
            worst = max(worst, float(np.linalg.norm((made.affine - affine) @ corners, axis=0).max()))
            wrong += int((values != data.transpose(2, 1, 0)).sum())
        name = writer.__name__.replace("_", "-")
        yield result(f"incoming-{name}-place", worst, "mm", "<= 0.001", cases=CASES)
        yield result(f"incoming-{name}-voxels", wrong, "that differ", "== 0")


@figure("incoming-head")
def head(quick):
    """A real head, written as DICOM slices, comes back with each voxel at its place."""
    nibabel, np = libraries()
    pydicom_modules()
    source = nibabel.as_closest_canonical(nibabel.load(need_file(DATA / "structural/chris_t1.nii.gz")))
    data, affine = np.asarray(source.dataobj), np.diag([-1.0, -1, 1, 1]) @ source.affine
    spacing = np.linalg.norm(affine[:3, :3], axis=0)
    with scratch() as folder:
        (folder / "d").mkdir()
        for k in range(data.shape[2]):
            position = (affine @ [0, 0, k, 1])[:3]
            image(np, data[:, :, k].T, "1.2.6", k + 1, affine[:3, 0] / spacing[0], affine[:3, 1] / spacing[1], position, spacing).save_as(
                folder / f"d/{k}.dcm", write_like_original=False)
        ended = cli("run", "convert", "--in", f"file={folder}/d", "--out", f"image={folder}/i.nii")
        if ended.status:
            raise Skip(ended.error_line)
        made = nibabel.load(folder / "i.nii")
        values = np.asarray(made.dataobj)
    last = [n - 1 for n in data.shape]
    # The stack grows along row x column, which may turn it over.
    turned = float((made.affine[:3, :3] * source.affine[:3, :3])[:, 2].sum()) < 0
    expected = data[:, :, ::-1] if turned else data
    place = (source.affine @ [0, 0, last[2] if turned else 0, 1])[:3]
    yield result("incoming-head-voxels", int((values != expected).sum()), "that differ", "== 0", voxels=int(data.size))
    yield result("incoming-head-place", float(np.linalg.norm(made.affine[:3, 3] - place)), "mm", "<= 0.001")


@figure("incoming-many")
def many(quick):
    _, np = libraries()
    pydicom_modules()
    files = 1000 if quick else 10000
    with scratch() as folder:
        pixels = np.zeros((64, 64))
        for n in range(files):
            series, k = divmod(n, 1000)
            image(np, pixels, f"1.2.{series}", k + 1, (1, 0, 0), (0, 1, 0), (0, 0, 3.0 * (k % 40)), (3, 3, 3), TemporalPositionIdentifier=k // 40 + 1,
                  RepetitionTime="2000", SeriesNumber=series).save_as(folder / f"{n:06}.dcm", write_like_original=False)
        ended = cli("dicom", "list", folder, "--json")
        found = json.loads(ended.out) if ended.status == 0 else {"series": []}
    yield result("incoming-many-seconds", ended.seconds, "s", "<= 20", files=files, series=len(found["series"]), mib=ended.peak_mib)


@figure("incoming-identity")
def identity(quick):
    """Nothing of the person is left in any element that pydicom finds, and the pixels are the same."""
    _, np = libraries()
    pydicom, Dataset, _, _ = pydicom_modules()
    dice = np.random.default_rng(SEED)
    with scratch() as folder:
        (folder / "d").mkdir()
        item = Dataset()
        item.PatientName, item.ReferencedSOPInstanceUID, item.ReferencedSOPClassUID = "Doe^Jane", "1.2.5.1", "1.2.840.10008.5.1.4.1.1.4"
        pixels = dice.integers(0, 4000, (16, 16))
        image(np, pixels, "1.2.5", 1, (1, 0, 0), (0, 1, 0), (0, 0, 0), (1, 1, 1), InstitutionName="Jane's Hospital", PatientComments="Jane Doe again",
              OperatorsName="Doe^Jane", ReferencedImageSequence=[item], StudyDate="20240131", AcquisitionDateTime="20240131120000").save_as(
                  folder / "d/Jane.dcm", write_like_original=False)
        ended = cli("dicom", "deidentify", folder / "d", folder / "out")
        made = list((folder / "out").rglob("*.dcm"))
        after = pydicom.dcmread(made[0]) if ended.status == 0 and made else None
        text = (str(after) + str(after.file_meta) + str(made[0])) if after is not None else "Jane"
        same = after is not None and bool((after.pixel_array == pixels).all())
    yield result("incoming-identity-left", sum(text.count(word) for word in ("Jane", "Doe", "P-77", "1966", "2024", "1.2.5")), "traces", "== 0")
    yield result("incoming-identity-pixels", int(same), "the same", "== 1", marked=str(getattr(after, "PatientIdentityRemoved", "")))

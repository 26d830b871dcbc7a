"""The real run that the figures of the functional steps are measured on, and reading what the steps wrote."""
import csv

from measuring import DATA, Skip, cli, need_file

RUN = DATA / "fmri_task/sub-02_task-oneback_bold.nii.gz"
EVENTS = DATA / "fmri_task/sub-02_task-oneback_events.tsv"
CONDITIONS = ["body", "face", "house", "object", "scene", "scramble"]


def libraries():
    try:
        import nibabel
        import numpy
        import scipy.ndimage  # noqa: F401
        import scipy.signal  # noqa: F401
        import scipy.spatial.transform  # noqa: F401
        import scipy.stats  # noqa: F401
    except ImportError as error:
        raise Skip(f"{error}: install python3-numpy, python3-nibabel and python3-scipy") from None
    return nibabel, numpy


def step(name, *arguments):
    """Runs a step to its end; the finished program. RuntimeError when it fails."""
    ended = cli("run", name, *arguments)
    if ended.status != 0:
        raise RuntimeError(f"{name}: {ended.error_line}")
    return ended


def table(file):
    with open(file, encoding="utf-8") as text:
        return list(csv.DictReader(text, delimiter="\t"))


def real_run():
    return need_file(RUN), need_file(EVENTS)

"""Start-up: from process start to the picture saved, Insula and MRtrix's mrview by turns on one virtual screen."""
import os
import pathlib
import platform
import statistics
import tempfile

from measuring import Skip, display, environment, program, run

# What is opened: name, Insula's layout, and how much of mrview's time it may take.
CASES = (("slices", 1.0), ("full", 1.5))


def mrview():
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        path = pathlib.Path(folder) / "mrview"
        if os.access(path, os.X_OK):
            return str(path)
    raise Skip("mrview is not installed (Debian package mrtrix3)")


def insula_command(file, layout, picture):
    return [program("insula"), str(file), "--layout", layout, "--screenshot", str(picture)]


def rival_command(file, folder):
    return [mrview(), str(file), "-mode", "2", "-capture.folder", str(folder), "-capture.grab", "-exit"]


def once(command, screen, folder, made):
    """(seconds, MiB) of one start; the picture must be there afterwards."""
    home = {"HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder, "XDG_CACHE_HOME": folder}
    ended = run(command, timeout=60, env=environment(DISPLAY=screen, QT_QPA_PLATFORM="xcb", LIBGL_ALWAYS_SOFTWARE=1, **home))
    pictures = list(pathlib.Path(folder).glob(made))
    if ended.status != 0 or not pictures:
        raise RuntimeError(f"{command[0]}: status {ended.status}, {len(pictures)} pictures: {ended.error_line[-200:]}")
    for picture in pictures:
        picture.unlink()
    return ended.seconds, ended.peak_mib


def paired(file, layout, repeats):
    """Interleaved runs of both programs; medians of seconds and MiB, and the median of the paired ratios."""
    ours, theirs = [], []
    with display() as screen, tempfile.TemporaryDirectory() as folder:
        for n in range(repeats + 1):
            pair = (once(insula_command(file, layout, pathlib.Path(folder) / "ours.png"), screen, folder, "ours.png"),
                    once(rival_command(file, folder), screen, folder, "screenshot*.png"))
            if n:  # the first pair fills the disk cache
                ours.append(pair[0])
                theirs.append(pair[1])
    seconds = [statistics.median(s for s, _ in side) for side in (ours, theirs)]
    memory = [max(m for _, m in side) for side in (ours, theirs)]
    return {"repeats": repeats, "insula_s": round(seconds[0], 3), "mrview_s": round(seconds[1], 3), "insula_mib": round(memory[0]),
            "mrview_mib": round(memory[1]), "ratio": round(statistics.median(a[0] / b[0] for a, b in zip(ours, theirs)), 3)}


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    return {"cpu": model, "threads": os.cpu_count(), "system": platform.platform(), "opengl": "software (llvmpipe)"}

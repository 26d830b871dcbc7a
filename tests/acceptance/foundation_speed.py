"""Speed: start-up beside mrview, the command line, a crosshair move, the first frame of a run."""
import json
import os
import statistics

import startup
from measuring import BIN, DATA, Skip, cli, display, environment, figure, need_file, result, run

T1 = DATA / "structural/chris_t1.nii.gz"
RUN_4D = DATA / "fmri_task/sub-02_task-oneback_bold.nii.gz"


@figure("startup")
def start_up(quick):
    need_file(T1)
    startup.mrview()
    repeats = 3 if quick else 11
    for name, file, layout, bar in (("t1-slices", T1, "slices", 1.0), ("4d-slices", RUN_4D, "slices", 1.0), ("t1-full", T1, "full", 1.5)):
        facts = startup.paired(need_file(file), layout, repeats)
        yield result(f"startup-{name}", facts.pop("ratio"), "of mrview's time", f"<= {bar}", **facts)


@figure("info")
def info(quick):
    need_file(T1)
    cli("info", T1)
    times = [cli("info", T1).seconds for _ in range(5 if quick else 21)]
    yield result("info", 1000 * statistics.median(times), "ms", "<= 60", slowest=round(1000 * max(times), 1))


def benchmark(name, *arguments):
    path = BIN.parent / "benchmarks" / name
    if not os.access(path, os.X_OK):
        raise Skip(f"{name} is not built")
    with display() as screen:
        ended = run([path, *arguments], env=environment(DISPLAY=screen, LIBGL_ALWAYS_SOFTWARE=1))
    if ended.status != 0:
        raise Skip(f"{name} failed: {ended.error_line[-200:]}")
    return json.loads(ended.out)


@figure("crosshair")
def crosshair(quick):
    """Three slices of 800 by 600 pixels drawn again after a move, with software OpenGL."""
    facts = benchmark("bench_slices", need_file(T1), 800, 600)
    facts = {**facts["crosshair"], **{key: facts[key] for key in ("first_ms", "peak_mib", "machine")}}
    yield result("crosshair-move", facts.pop("median_ms"), "ms", "<= 16", **facts)


@figure("first-frame")
def first_frame(quick):
    """The first frame of a compressed run, beyond what zlib alone needs up to its end."""
    facts = benchmark("bench_first_frame", need_file(RUN_4D), 3 if quick else 11)
    facts = {key: facts[key] for key in ("beyond_inflate_ms", "first_ms", "inflate_ms", "all_frames_ms", "peak_mib", "machine")}
    yield result("first-frame", facts.pop("beyond_inflate_ms"), "ms beyond zlib", "<= 100", **facts)

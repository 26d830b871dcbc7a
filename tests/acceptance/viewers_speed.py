"""How fast slices, the 3D view and runs are drawn: the benchmarks of tests/benchmarks against their bars."""
from foundation_speed import benchmark
from measuring import DATA, figure, need_file, result

HEAD, MAP = DATA / "structural/spm152.nii.gz", DATA / "structural/spmMotor.nii.gz"


@figure("slices")
def slices(quick):
    """Three slices of a head with a statistical map over it: crosshair and window drags."""
    facts = benchmark("bench_slices", need_file(HEAD), need_file(MAP), 800, 600)
    yield result("overlay-crosshair", facts["crosshair"]["median_ms"], "ms", "<= 16.7", p95_ms=facts["crosshair"]["p95_ms"], machine=facts["machine"])
    yield result("overlay-window", facts["window"]["median_ms"], "ms", "<= 16.7", p95_ms=facts["window"]["p95_ms"])
    yield result("window-uploads", facts["window_uploads"], "textures", "== 0")


@figure("volume")
def volume(quick):
    """A 256-cubed volume while it is turned, beside VTK's ray caster."""
    facts = benchmark("bench_volume")
    yield result("volume-moving", 1000 / facts["rays"]["moving_ms"], "frames a second", ">= 5", still_ms=facts["rays"]["still_ms"],
                 cut_away=facts["rays_cut_away"], vtk=facts["vtk"], peak_mib=facts["peak_mib"])

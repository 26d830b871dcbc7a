"""Images for the acceptance commands, through nibabel; a clear Skip where it is not installed."""
from measuring import Skip

try:
    import nibabel
    import numpy
except ImportError:
    nibabel = numpy = None


def need_nibabel():
    if nibabel is None:
        raise Skip("python3-nibabel and python3-numpy are not installed")


def need_scipy():
    try:
        from scipy import ndimage
    except ImportError:
        raise Skip("python3-scipy is not installed") from None
    return ndimage


def load(path):
    return nibabel.load(str(path), mmap=False)


def values(image):
    return numpy.asanyarray(image.dataobj)


def affine_difference(a, b):
    return float(numpy.abs(numpy.asarray(a, float).reshape(4, 4) - numpy.asarray(b, float).reshape(4, 4)).max())


def dice(a, b):
    a, b = a != 0, b != 0
    both = int(a.sum()) + int(b.sum())
    return 2.0 * int((a & b).sum()) / both if both else 0.0


def value_difference(a, b):
    """Largest difference relative to the range; infinite when shapes or the places of NaN differ."""
    if a.shape != b.shape:
        return float("inf")
    if numpy.issubdtype(a.dtype, numpy.floating) or numpy.issubdtype(b.dtype, numpy.floating):
        a, b = a.astype(numpy.float64), b.astype(numpy.float64)
        odd = ~numpy.isfinite(a)
        if not numpy.array_equal(a[odd], b[odd], equal_nan=True) or not numpy.isfinite(b[~odd]).all():
            return float("inf")
        a, b = a[~odd], b[~odd]
    if not a.size:
        return 0.0
    scale = max(float(a.max()) - float(a.min()), 1e-300)
    return float(numpy.abs(a.astype(numpy.float64) - b.astype(numpy.float64)).max()) / scale if not numpy.array_equal(a, b) else 0.0


def head_like(size=48, seed=0):
    """A ball with some noise: enough for steps that want an image, small enough to be quick."""
    grid = numpy.mgrid[:size, :size, :size] - (size - 1) / 2
    ball = (numpy.sqrt((grid**2).sum(0)) < 0.4 * size) * 700.0
    noise = numpy.random.default_rng(seed).normal(0, 20, ball.shape)
    return numpy.clip(ball + noise + 50, 0, 2000).astype(numpy.int16)


def save(path, data, affine=None):
    image = nibabel.Nifti1Image(data, numpy.diag([2.0, 2.0, 2.0, 1.0]) if affine is None else affine)
    nibabel.save(image, str(path))
    return path

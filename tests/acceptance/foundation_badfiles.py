"""Broken files: exit 1, one clear line, no partial output, and no memory because a header asked for it."""
import gzip
import os
import resource
import signal
import struct
import subprocess

import images
from measuring import BIN, cli, figure, program, result, run, scratch, Skip

MEMORY_MIB = 200  # a program that only says no needs less; the header of "10 TB" asks for 10 million


def header(data, **fields):
    """data with NIfTI-1 header fields replaced: name=(offset, struct format, value)."""
    edited = bytearray(data)
    for offset, form, value in fields.values():
        struct.pack_into("<" + form, edited, offset, value)
    return bytes(edited)


def dims(*sizes):
    return {f"dim{n}": (40 + 2 * n, "h", size) for n, size in enumerate(sizes)}


def bad_files(folder):
    good = folder / "good.nii"
    images.save(good, images.head_like(32))
    plain = good.read_bytes()
    packed = gzip.compress(plain, 6)
    good.unlink()
    places = [0, 1, 100, 347, 348, 351, 352, 353, len(plain) // 8, len(plain) // 4, len(plain) // 3, len(plain) // 2, 2 * len(plain) // 3,
              3 * len(plain) // 4, len(plain) - 100, len(plain) - 1]
    for place in places:
        yield f"truncated at {place}", "bad.nii", plain[:place]
    for n in range(16):
        place = n * (len(packed) - 1) // 15
        yield f"gz truncated at {place}", "bad.nii.gz", packed[:place]
    huge = header(plain, **dims(4, 32767, 32767, 10000, 1))
    yield "10 TB header", "bad.nii", huge
    yield "10 TB header, gz", "bad.nii.gz", gzip.compress(huge)
    yield "dim[0] = 200", "bad.nii", header(plain, **dims(200))
    yield "dim[0] = -3", "bad.nii", header(plain, **dims(-3))
    yield "vox_offset NaN", "bad.nii", header(plain, offset=(108, "f", float("nan")))
    yield "vox_offset inside the header", "bad.nii", header(plain, offset=(108, "f", 20.0))
    yield "bitpix against datatype", "bad.nii", header(plain, bitpix=(72, "h", 32))
    yield "unknown datatype", "bad.nii", header(plain, datatype=(70, "h", 77))
    yield "gz with junk behind it", "bad.nii.gz", packed + b"junk behind the end" * 10
    yield "plain file called gz", "bad.nii.gz", plain
    yield "not an image", "bad.nii", b"hello, world\n" * 100


def judge(ended, folder, keep):
    """What is wrong with how a program took a bad file; empty when nothing is."""
    left = sorted(p.name for p in folder.iterdir() if p.name not in keep)
    faults = []
    if ended.status != 1:
        faults.append(f"status {ended.status}")
    if not ended.says_one_line():
        faults.append(f"{len(ended.err.strip().splitlines())} lines of error")
    if ended.peak_mib > MEMORY_MIB:
        faults.append(f"{ended.peak_mib:.0f} MiB")
    if left:
        faults.append(f"left {left}")
    for name in left:
        (folder / name).unlink()
    return ", ".join(faults)


@figure("bad-file")
def bad(quick):
    images.need_nibabel()
    failures, count, peak, example = [], 0, 0.0, ""
    with scratch() as folder:
        for what, name, content in bad_files(folder):
            file = folder / name
            file.write_bytes(content)
            for command in (("info", file), ("run", "reorient", "--in", f"image={file}", "--out", f"image={folder}/out.nii.gz")):
                ended = cli(*command)
                count += 1
                peak = max(peak, ended.peak_mib)
                fault = judge(ended, folder, {name})
                example = ended.error_line if what.startswith("10 TB") else example
                if fault:
                    failures.append(f"{what}, {command[0]}: {fault}: {ended.error_line[:160]}")
            file.unlink()
    yield result("bad-file-failed", len(failures), "cases", "== 0", cases=count, failures=failures[:8], example=example)
    yield result("bad-file-peak-memory", peak, "MiB", f"<= {MEMORY_MIB}")


@figure("bad-permissions")
def permissions(quick):
    images.need_nibabel()
    with scratch() as folder:
        os.chmod(folder, 0o755)
        file = images.save(folder / "secret.nii", images.head_like(16))
        os.chmod(file, 0)
        command = [program("insula-cli"), "info", str(file)]
        if os.geteuid() == 0:  # root may read everything: become nobody
            command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *command]
            if subprocess.run(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "test", "-x", str(BIN / "insula-cli")]).returncode:
                raise Skip("running as root, and another user cannot reach the programs")
        ended = run(command)
        yield result("bad-permissions", int(ended.status == 1 and ended.says_one_line()), "", "== 1", says=ended.error_line)


@figure("full-disk")
def full_disk(quick):
    """A file that cannot grow (RLIMIT_FSIZE, EFBIG), and a file system of 200 kB where root may mount one (ENOSPC)."""
    images.need_nibabel()

    def no_growth():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))

    with scratch() as folder:
        image = images.save(folder / "in.nii.gz", images.head_like(64))
        target = folder / "out"
        target.mkdir()
        command = ("run", "smooth", "--in", f"image={image}", "--out", f"image={target}/out.nii.gz", "--fwhm", "4")
        ended = cli(*command, limit=no_growth)
        fault = judge_full(ended, target)
        yield result("full-disk-limit", int(not fault), "", "== 1", fault=fault, says=ended.error_line)
        mounted = os.geteuid() == 0 and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(target)], stderr=subprocess.DEVNULL).returncode == 0
        if not mounted:
            return
        try:
            ended = cli(*command)
            fault = judge_full(ended, target)
            yield result("full-disk-tmpfs", int(not fault), "", "== 1", fault=fault, says=ended.error_line)
        finally:
            subprocess.run(["umount", str(target)], check=True)


def judge_full(ended, target):
    left = [p.name for p in target.iterdir()]
    faults = [f"status {ended.status}"] if ended.status != 1 else []
    return ", ".join(faults + ([] if ended.says_one_line() else ["not one line"]) + ([f"left {left}"] if left else []))

"""Two hundred files with bytes flipped, cut or swapped: no crash, no hang, and every refusal names its reason. Seeded."""
import random

from measuring import DATA, cli, figure, need_file, result, scratch

FILES = ["structural/spmMotor.nii.gz", "structural/fmri_small.nii.gz", "structural/CT_pitch.nii.gz", "structural/pcasl.nii.gz", "structural/T2w.nii.gz"]
COUNT, HANG_S = 200, 5


def damaged(data, dice):
    data = bytearray(data)
    kind = dice.choice(["flip", "cut", "swap", "header"])
    if kind == "flip":
        for _ in range(dice.randint(1, 40)):
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    elif kind == "cut":
        del data[dice.randrange(len(data)):]
    elif kind == "swap":
        size = dice.randint(1, min(5000, len(data) // 4))
        a, b = dice.randrange(len(data) - size), dice.randrange(len(data) - size)
        data[a:a + size], data[b:b + size] = data[b:b + size], data[a:a + size]
    else:
        for _ in range(dice.randint(1, 12)):
            data[dice.randrange(min(400, len(data)))] = dice.randrange(256)
    return kind, bytes(data)


@figure("damaged-file")
def damaged_files(quick):
    """Drawn by `insula-cli snapshot`, which reads and draws as the window does."""
    import gzip
    dice = random.Random(4)
    drawn = refused = 0
    wrong, slowest = [], 0
    with scratch() as folder:
        for n in range(20 if quick else COUNT):
            source = need_file(DATA / FILES[n % len(FILES)]).read_bytes()
            if n % 2:  # damage under the compression as often as in it
                source = gzip.decompress(source)
            kind, data = damaged(source, dice)
            file = folder / f"{n}.nii{'' if n % 2 else '.gz'}"
            file.write_bytes(data)
            ended = cli("snapshot", file, "-o", folder / "x.png", "--size", "300x300")
            file.unlink()
            slowest = max(slowest, ended.seconds)
            fine = ended.status == 0 or (ended.status in (1, 2) and ended.says_one_line() and ended.error_line)
            drawn += ended.status == 0
            refused += ended.status != 0
            if not fine or ended.seconds > HANG_S:
                wrong.append([n, kind, ended.status, round(ended.seconds, 1), ended.err[-200:]])
    yield result("damaged-files", len(wrong), "crashes, hangs or silent refusals", "== 0", drawn=drawn, refused=refused, slowest_s=round(slowest, 2), wrong=wrong[:5])

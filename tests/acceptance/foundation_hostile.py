"""What users and their systems do to a command line: odd names, pipes, closed streams, full disks, two programs at once."""
import os
import pathlib
import signal
import subprocess
import time

import images
from foundation_kills import faults_of, new_project, runs, smooth
from measuring import Skip, cli, environment, figure, program, result, scratch

ONE_LINE = 1  # status of a refusal that says one line


def shell(text, folder, **more):
    """(status, lines of error) of a line of sh in which $CLI is the program."""
    ended = subprocess.run(["sh", "-c", text], cwd=folder, env=environment(CLI=program("insula-cli"), **more), stdin=subprocess.DEVNULL,
                           capture_output=True, timeout=60)
    return ended.returncode, ended.stderr.decode(errors="replace").strip().splitlines()


@figure("hostile-command")
def commands(quick):
    """Each line gives its status and, unless 0, exactly one line of error; what it must not have left is not there."""
    images.need_nibabel()
    run = "$CLI run smooth --fwhm 3 --in image=in.nii.gz"
    long_name, faults = "n" * 248 + ".nii.gz", []
    cases = [
        (0, "mkdir 'a \"b\" \\$x'\\''s \u00e4'; cd a*; cp ../in.nii.gz '\u00f6 =.nii.gz'; $CLI run smooth --in 'image=\u00f6 =.nii.gz' --out 'image=p=q.nii'"),
        (0, f"{run} --out image={long_name} && {run} --out image={long_name} && $CLI info {long_name}"),
        (0, "ln -s real.nii.gz link.nii.gz; " + run + " --out image=link.nii.gz && test -L link.nii.gz -a -f real.nii.gz"),
        (0, "mkdir -p x/y; ln -s x/y to-y; cp in.nii.gz x/deep.nii.gz; $CLI run smooth --in image=to-y/../deep.nii.gz --out image=to-y/../out.nii.gz "
            "&& test -f x/out.nii.gz"),
        (0, run + " --out image=closed.nii.gz >&- 2>&- <&-; $CLI info closed.nii.gz"),
        (0, run + " --progress json --out image=piped.nii.gz | head -1; $CLI info piped.nii.gz"),
        (0, "$CLI info --json in.nii.gz | head -1"),
        (0, "env -i $CLI info in.nii.gz"),
        (0, "LC_ALL=xx_YY " + run + " --out image=locale.nii.gz"),
        (1, "$CLI info in.nii.gz >&-"),
        (1, "$CLI info in.nii.gz >/dev/full"),
        (1, "mkfifo pipe.nii; $CLI info pipe.nii"),
        (1, "$CLI run smooth --in image=pipe.nii --out image=never.nii"),
        (1, "ln -s /dev/zero zero.nii; $CLI run smooth --in image=zero.nii --out image=never.nii"),
        (1, "$CLI run convert --in file=zero.nii --out image=never.nii"),
        (1, "ln -s loop.nii loop.nii; $CLI info loop.nii"),
        (1, run + " --out image=loop.nii"),
        (1, "TMPDIR=/nonexistent " + run + " --out image=never.nii"),
        (1, "mkdir folder.nii; $CLI info folder.nii"),
        (2, run + " --out image=in.nii.gz"),
        (2, "ln in.nii.gz hard.nii.gz; " + run + " --out image=hard.nii.gz"),
        (2, run + " --out image=folder.nii"),
        (2, "$CLI run smooth --fwhm nan --in image=in.nii.gz --out image=never.nii"),
        (2, "$CLI snapshot in.nii.gz --frame 1 -o never.png"),
        (2, "$CLI snapshot in.nii.gz --crosshair 1e300,0,0 -o never.png"),
        (2, "$CLI project create ''"),
    ]
    with scratch() as folder:
        images.save(folder / "in.nii.gz", images.head_like(24))
        for status, line in cases:
            try:
                found, lines = shell(line, folder)
            except subprocess.TimeoutExpired:
                faults.append(f"{line}: hangs")
                continue
            if found != status or (status != 0 and len(lines) != 1):
                faults.append(f"{line}: status {found} instead of {status}, {len(lines)} lines: {' '.join(lines)[:200]}")
        left = [p.name for p in folder.iterdir() if p.name.startswith((".", "never"))]
        if left:
            faults.append(f"left {left}")
    yield result("hostile-command-failed", len(faults), "cases", "== 0", cases=len(cases), failures=faults[:5])


@figure("hostile-project")
def projects(quick):
    """Projects that are damaged, made twice at once, filled by many at once, or filled half."""
    images.need_nibabel()
    faults = []
    with scratch() as folder:
        project, image = new_project(folder, 24)
        (folder / "bad.nii").write_bytes(b"no image")
        status, lines = shell("$CLI project add test.insula sub-01_T1w.nii.gz bad.nii --subject 07", folder)
        if status != ONE_LINE or len(lines) != 1 or "07" in cli("project", "list", project).out:
            faults.append(f"add of a good and a bad file: status {status}: {lines}")
        makers = [subprocess.Popen([program("insula-cli"), "project", "create", folder / "two.insula"], env=environment(), stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL) for _ in range(6)]
        if sorted(maker.wait() for maker in makers) != [0] + 5 * [1] or cli("project", "check", folder / "two.insula").status != 0:
            faults.append(f"six creates at once: {[maker.returncode for maker in makers]}")
        jobs = [subprocess.Popen(smooth(project, image), env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(12)]
        if any(job.wait() for job in jobs):
            faults.append(f"twelve runs at once: {[job.returncode for job in jobs]}")
        faults += faults_of(project)
        database = project / "project.sqlite"
        whole = database.read_bytes()
        for what, content in (("empty", b""), ("cut", whole[:5000]), ("text", b"hello"), ("holed", whole[:4096] + bytes(8192) + whole[12288:])):
            for name in ("project.sqlite-wal", "project.sqlite-shm"):
                (project / name).unlink(missing_ok=True)
            database.write_bytes(content)
            ended = cli("run", "smooth", "--in", f"image={image}", "--project", project, "--subject", "01")
            if ended.status != 1 or not ended.says_one_line() or database.read_bytes() != content:
                faults.append(f"{what} database: status {ended.status}: {ended.error_line[:200]}")
    yield result("hostile-project-failed", len(faults), "faults", "== 0", failures=faults[:5])


@figure("full-project")
def full_project(quick):
    """On a full disk a project can still be read, and nothing half-made stays."""
    images.need_nibabel()
    faults = []
    with scratch() as folder:
        disk = folder / "disk"
        disk.mkdir()
        if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(disk)], stderr=subprocess.DEVNULL).returncode:
            raise Skip("only root may mount a small file system")
        try:
            image = images.save(folder / "in.nii.gz", images.head_like(24))
            project = disk / "p.insula"
            for command in (("create", project), ("add", project, image, "--subject", "01")):
                if cli("project", *command).status != 0:
                    raise RuntimeError("600 kB are not enough for a project")
            subprocess.run(["dd", "if=/dev/zero", f"of={disk}/fill", "bs=1k"], stderr=subprocess.DEVNULL)
            for expected, *command in ((0, "project", "list", project), (0, "project", "check", project), (1, "project", "create", disk / "q.insula"),
                                       (1, "run", "smooth", "--in", f"image={image}", "--project", project, "--subject", "01"),
                                       (1, "snapshot", image, "-o", disk / "x.png")):
                ended = cli(*command)
                if ended.status != expected or not ended.says_one_line():
                    faults.append(f"{command[:2]}: status {ended.status}: {ended.error_line[:200]}")
            left = sorted(p.name for p in disk.iterdir())
            if left != ["fill", "p.insula"]:
                faults.append(f"left {left}")
        finally:
            subprocess.run(["umount", str(disk)], check=True)
    yield result("full-project-failed", len(faults), "faults", "== 0", failures=faults)


@figure("nohup")
def nohup(quick):
    """A run outlives its terminal under nohup, and is cancelled by it otherwise."""
    images.need_nibabel()
    states = []
    with scratch() as folder:
        project, image = new_project(folder, 160)
        for ignores in (True, False):
            before = (lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)) if ignores else (lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL))
            job = subprocess.Popen(smooth(project, image, "--progress", "json"), env=environment(), preexec_fn=before, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL)
            job.stdout.readline()  # the event "started"
            time.sleep(0.05)
            job.send_signal(signal.SIGHUP)
            job.communicate()
            states.append(runs(project)[-1])
    yield result("nohup", int(states == ["done", "cancelled"]), "", "== 1", states=states)


@figure("scratch")
def scratch_folders(quick):
    """What a killed run left in the temporary folder is gone after the next one; what a living one uses stays."""
    images.need_nibabel()
    with scratch() as folder:
        image = images.save(folder / "in.nii.gz", images.head_like(24))
        temporary = folder / "tmp"
        abandoned, foreign = temporary / "insula-AbC123", temporary / "insula-notes-of-mine"
        for made in (temporary, abandoned, foreign):
            made.mkdir()
        (abandoned / "converted.nii").write_bytes(bytes(1000))
        hour_ago = time.time() - 3600
        os.utime(abandoned, (hour_ago, hour_ago))
        ended = cli("run", "smooth", "--in", f"image={image}", "--out", f"image={folder}/out.nii.gz", env=environment(TMPDIR=temporary))
        left = sorted(p.name for p in pathlib.Path(temporary).iterdir())
        yield result("scratch", int(ended.status == 0 and left == [foreign.name]), "", "== 1", left=left)

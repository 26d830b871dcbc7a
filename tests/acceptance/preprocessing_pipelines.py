"""Shipped pipelines on the real run: time, memory, what is reused, and what the task model finds."""
import json

from functional_run import real_run, table
from measuring import cli, figure, result, scratch

RAW_BYTES = 80 * 80 * 35 * 156 * 2  # of the run, in its own 16 bits


def checked(*arguments):
    ended = cli(*arguments)
    if ended.status != 0:
        raise RuntimeError(f"{' '.join(map(str, arguments[:3]))}: {ended.error_line}")
    return ended


def pipeline(name, project):
    """Each step that ended, and the seconds in all."""
    ended = checked("pipeline", "run", name, "--project", project, "--subject", "02", "--threads", "2", "--progress", "json")
    events = [json.loads(line) for line in ended.out.splitlines()]
    return [event for event in events if event["event"] == "node" and event["state"] not in ("running", "left-out")], ended.seconds


@figure("pipelines", slow=True)
def pipelines(quick):
    """In a fresh project: resting-state, again, then task, which takes what resting-state has made already."""
    source, _ = real_run()
    with scratch() as folder:
        project = folder / "study.insula"
        checked("project", "create", project)
        checked("project", "add", project, source, "--subject", "02")
        steps, seconds = pipeline("resting-state", project)
        each = {step["node"]: [round(step["seconds"], 1), step["peakBytes"] >> 20] for step in steps}
        yield result("pipeline-resting-seconds", seconds, "s", "<= 240", steps=each)
        peaks = {step["node"]: step["peakBytes"] / RAW_BYTES for step in steps}
        yield result("pipeline-resting-memory", max(peaks.values()), "x raw run", "<= 2.5",
                     steps={node: round(peak, 2) for node, peak in peaks.items()})
        again, seconds = pipeline("resting-state", project)
        yield result("pipeline-again-reused", sum(step["state"] == "reused" for step in again), "steps", f"== {len(steps)}", seconds=round(seconds, 2))
        steps, seconds = pipeline("task", project)
        yield result("pipeline-task-reused", sum(step["state"] == "reused" for step in steps), "steps", "== 4", seconds=round(seconds, 1))
        thresholds = next(step for step in steps if step["node"] == "model")["outputs"]["thresholds"]
        yield result("pipeline-task-all", max(float(row["max_t"]) for row in table(thresholds)), "t", ">= 23")
        yield result("pipeline-project-in-order", cli("project", "check", project).status, "exit status", "== 0")

"""A Dask cluster on this machine for the tests: a scheduler and workers, each a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from tests.conftest import PROJECT
from tests.outside import free_port, wait_until


class Cluster:
    """Its logs, and what a worker keeps on disk, are in the folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = free_port()
        self.address = f"tcp://127.0.0.1:{self._port}"
        self.workers: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._begin(
            "dask_scheduler", "--host", "127.0.0.1", "--port", str(self._port), "--dashboard-address", "127.0.0.1:0"
        )
        wait_until(lambda: "Scheduler at" in self.logs)

    def add_worker(self, preload: str = "") -> subprocess.Popen[bytes]:
        """It runs the program `preload` before anything else."""
        program = self._folder / f"preload-{len(self.workers)}.py"
        program.write_text(preload, encoding="utf-8")
        before = self.logs.count("Registered to")
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--preload", str(program))
        worker = self._begin("dask_worker", self.address, *options, "--local-directory", str(self._folder))
        self.workers.append(worker)
        wait_until(lambda: self.logs.count("Registered to") > before)
        return worker

    @property
    def logs(self) -> str:
        """All that its processes have said."""
        return "".join(path.read_text(encoding="utf-8") for path in sorted(self._folder.glob("*.log")))

    def close(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.send_signal(signal.SIGTERM)
        for process in (*self.workers, self.scheduler):
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _begin(self, module: str, *options: str) -> subprocess.Popen[bytes]:
        log = self._folder / f"{len(self.workers)}-{module}.log"
        with log.open("w", encoding="utf-8") as target:
            return subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{module}", *options],
                env={**os.environ, "PYTHONPATH": str(PROJECT)},
                cwd=self._folder,
                stdout=target,
                stderr=target,
            )


def killed(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        process.kill()
    process.wait(timeout=20)

"""The bare server: the same bytes with nothing behind them. BENCH_BODIES is a folder that holds
`paths.json` (path → file name) and the files."""

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

FOLDER = Path(os.environ["BENCH_BODIES"])
BODIES = {
    path: (FOLDER / name).read_bytes()
    for path, name in json.loads((FOLDER / "paths.json").read_text()).items()
}


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    body = BODIES[environ["PATH_INFO"]]
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
    start_response("200 OK", headers)
    return [body]

"""Waking the worker without waiting for anyone.

A thread of its own puts the wake-up into Valkey, so a request that ends while Valkey hangs or is
away loses microseconds. A wake-up that is lost costs nothing but time: the sweep comes anyway.
"""

import logging
import os
import threading
from functools import cache

from celery import Celery

FAN_OUT = "notifications.fan_out"
SEND_DUE = "notifications.send_due"

logger = logging.getLogger(__name__)


class Waker:
    """Many wake-ups for one task, asked for while one is on its way, become one."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """As new: what a child process inherits of a thread is only its locks."""
        self._lock = threading.Lock()
        self._asked = threading.Event()
        self._tasks: set[str] = set()
        self._thread: threading.Thread | None = None

    def wake(self, task: str) -> None:
        with self._lock:
            self._tasks.add(task)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="wake", daemon=True)
                self._thread.start()
        self._asked.set()

    def _run(self) -> None:
        while self._asked.wait():
            self._asked.clear()
            with self._lock:
                tasks, self._tasks = self._tasks, set()
            for task in sorted(tasks):
                self._send(task)

    def _send(self, task: str) -> None:
        try:
            _producer().send_task(task, retry=False, ignore_result=True, expires=60)
        except Exception as problem:  # else the thread would end, and with it all wake-ups
            logger.info("%s was not woken, the sweep will do it: %s", task, problem)


@cache
def _producer() -> Celery:
    # Not the worker's app: that one belongs to the roof, and is not loaded in web processes.
    producer = Celery("wake", set_as_current=False)
    producer.config_from_object("django.conf:settings", namespace="CELERY")
    return producer


_waker = Waker()
os.register_at_fork(after_in_child=_waker.forget)


def wake(task: str) -> None:
    _waker.wake(task)


def wake_fan_out() -> None:
    wake(FAN_OUT)

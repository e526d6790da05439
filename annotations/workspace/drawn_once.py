"""What many pages ask for at the same moment is drawn by the first of them, and the others wait for it.

A key names all that the answer depends on, a revision among it: what is kept under a key never becomes wrong, so that
nothing has to be cleared. A few answers are kept, the newest.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class DrawnOnce(Generic[T]):
    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, tuple[Lock, list[T]]] = OrderedDict()

    def get(self, key: Hashable, draw: Callable[[], T]) -> T:
        """The answer under `key`; where `draw` fails, whoever waited tries again."""
        with self._lock:
            drawing, answers = self._kept.setdefault(key, (Lock(), []))
            self._kept.move_to_end(key)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        with drawing:
            if not answers:
                answers.append(draw())
            return answers[0]

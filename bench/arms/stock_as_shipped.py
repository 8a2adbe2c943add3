"""The stock pipeline as its code stands: ONNX Runtime has one thread, whatever the others have."""

from bench.arms.protocol import Heard, Task, main
from bench.arms.stock import measured


def measure(task: Task) -> Heard:
    return measured(task, onnx_threads=1)


if __name__ == "__main__":
    main(measure)

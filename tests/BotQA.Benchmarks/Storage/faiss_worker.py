"""Answers vector searches with faiss: one query at a time, one thread. Started by the `vector-search` command.

Reads commands from standard input, one a line:
  search FIRST COUNT TOP   searches COUNT queries from number FIRST on; prints the milliseconds of each, then their hits
"""
import sys
import time

import faiss
import numpy


def main() -> None:
    path, rows, queries, dimensions = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    faiss.omp_set_num_threads(1)
    values = numpy.fromfile(path, dtype=numpy.float32).reshape(rows + queries, dimensions)
    index = faiss.IndexFlatIP(dimensions)
    index.add(values[:rows])
    print("ready", faiss.__version__, flush=True)

    for line in sys.stdin:
        _, first, count, top = line.split()
        milliseconds, hits = [], []
        for number in range(int(first), int(first) + int(count)):
            query = values[rows + number:rows + number + 1]
            start = time.perf_counter()
            _, found = index.search(query, int(top))
            milliseconds.append((time.perf_counter() - start) * 1000)
            hits.append(",".join(map(str, found[0])))
        print(" ".join(f"{value:.4f}" for value in milliseconds), flush=True)
        print(" ".join(hits), flush=True)


main()

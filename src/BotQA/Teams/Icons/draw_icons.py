#!/usr/bin/env python3
"""Draws color.png and outline.png, the icons of the Teams app: a speech bubble that holds a quotation mark.

Needs nothing but Python's standard library. Run it in this folder after a change and commit the two files.
"""
import math
import struct
import zlib

SAMPLES = 4  # each pixel is the mean of SAMPLES x SAMPLES points


def rounded_box(x, y, left, top, right, bottom, radius):
    """The signed distance of a point to a box with round corners; negative inside."""
    dx = abs(x - (left + right) / 2) - (right - left) / 2 + radius
    dy = abs(y - (top + bottom) / 2) - (bottom - top) / 2 + radius
    return math.hypot(max(dx, 0), max(dy, 0)) + min(max(dx, dy), 0) - radius


def triangle(x, y, corners):
    """Whether a point lies in a triangle."""
    signs = []
    for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1]):
        signs.append((bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0)
    return all(signs) or not any(signs)


def bubble(x, y, grow=0.0):
    """Whether a point of the unit square lies in the bubble; it is made larger by `grow`."""
    if rounded_box(x, y, 0.08, 0.12, 0.92, 0.74, 0.17) <= grow:
        return True
    tail = [(0.24 - grow, 0.70), (0.24 - grow, 0.93 + 1.6 * grow), (0.50 + 1.6 * grow, 0.70)]
    return y > 0.70 and triangle(x, y, tail)


def quote(x, y):
    """Whether a point of the unit square lies in the pair of quotation marks."""
    for left in (0.27, 0.53):
        if rounded_box(x, y, left, 0.30, left + 0.20, 0.50, 0.05) <= 0:
            return True
        if triangle(x, y, [(left + 0.06, 0.48), (left + 0.20, 0.44), (left + 0.06, 0.62)]):
            return True
    return False


def color_pixel(x, y):
    """A white bubble on a background that runs from indigo to teal; the mark shows the background."""
    ground = tuple(a + (b - a) * (x + y) / 2 for a, b in zip((79, 70, 229), (13, 148, 136)))
    # The drawing keeps to the middle 120 of 192 pixels, as Teams may round the corners.
    u, v = (x - 0.5) * 192 / 120 + 0.5, (y - 0.5) * 192 / 120 + 0.5
    return (*((255, 255, 255) if bubble(u, v) and not quote(u, v) else ground), 255)


def outline_pixel(x, y):
    """White lines on nothing."""
    line = bubble(x, y) and not bubble(x, y, grow=-0.075)
    return (255, 255, 255, 255 if line or quote(x, y) else 0)


def draw(name, size, pixel):
    rows = b""
    for row in range(size):
        rows += b"\0"
        for column in range(size):
            points = [
                pixel((column + (i + 0.5) / SAMPLES) / size, (row + (j + 0.5) / SAMPLES) / size)
                for i in range(SAMPLES)
                for j in range(SAMPLES)
            ]
            rows += bytes(round(sum(point[channel] for point in points) / len(points)) for channel in range(4))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)  # 8 bits, RGBA
    with open(name, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


if __name__ == "__main__":
    draw("color.png", 192, color_pixel)
    draw("outline.png", 32, outline_pixel)

"""Writes tiff.json: small TIFF and AVIF files, and what Pillow and OpenCV read from them.

    pip install numpy==2.4.6 pillow==13.0.0 tifffile==2026.3.3 opencv-python-headless
    python make_tiff.py
"""
import base64
import hashlib
import io
import json

import cv2
import numpy as np
import tifffile
from PIL import Image, ImageOps

rng = np.random.default_rng(1)
rgb = rng.integers(0, 256, (4, 6, 3), dtype=np.uint8)
grey = rng.integers(0, 256, (4, 6), dtype=np.uint8)
grey16 = rng.integers(0, 65536, (4, 6), dtype=np.uint16)
rgb16 = rng.integers(0, 65536, (4, 6, 3), dtype=np.uint16)
rgba = rng.integers(0, 256, (4, 6, 4), dtype=np.uint8)


def pillow(pixels, kind="TIFF", orientation=None, **options):
    image = pixels if isinstance(pixels, Image.Image) else Image.fromarray(pixels)
    if orientation:
        options["exif"] = Image.Exif()
        options["exif"][274] = orientation
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def raw(pixels, **options):
    out = io.BytesIO()
    tifffile.imwrite(out, pixels, **options)
    return out.getvalue()


def palette():
    image = Image.new("P", (6, 4))
    image.putdata([0, 1, 2, 3, 1, 2] * 4)
    image.putpalette([0, 0, 0, 128, 0, 0, 0, 128, 0, 0, 0, 128] + [0] * 756)
    return image


FILES = {
    "LZW": pillow(rgb, compression="tiff_lzw"),
    "deflate": pillow(rgb, compression="tiff_adobe_deflate"),
    "grey": pillow(grey),
    "16 bits grey": pillow(grey16),
    "16 bits a channel": raw(rgb16, photometric="rgb"),
    "alpha": pillow(rgba),
    "palette": pillow(palette()),
    "bilevel": pillow(grey > 127),
    "white is 0": raw(grey, photometric="miniswhite"),
    "planes": raw(np.moveaxis(rgb, 2, 0), photometric="rgb", planarconfig="separate"),
    "BigTIFF": raw(rgb, photometric="rgb", bigtiff=True),
    "big endian": raw(rgb, photometric="rgb", byteorder=">"),
    **{f"orientation {o}": pillow(rgb, orientation=o) for o in range(1, 9)},
}
REFUSED = {
    "several pictures": pillow(rgb, save_all=True, append_images=[Image.fromarray(255 - rgb)]),
    "real numbers": raw(rng.random((4, 6)).astype(np.float32)),
    "32 bits": raw(grey16.astype(np.uint32)),
    "CMYK": pillow(Image.fromarray(rgb).convert("CMYK")),
    "five channels": raw(rng.integers(0, 256, (4, 6, 5), dtype=np.uint8), photometric="minisblack", planarconfig="contig"),
}


def text(content):
    return base64.b64encode(content).decode()


def digest(pixels):
    return hashlib.sha256(np.ascontiguousarray(pixels).tobytes()).hexdigest()[:16]


def by_opencv(name, content):
    # It blends alpha, and this version fails on orientations 5 to 8 of a TIFF.
    if name == "alpha" or name[-1] in "5678":
        return None
    return digest(cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)[:, :, ::-1])


def row(name, content):
    pixels = np.array(ImageOps.exif_transpose(Image.open(io.BytesIO(content))).convert("RGB"))
    height, width, _ = pixels.shape
    return {"name": name, "file": text(content), "width": width, "height": height, "rgb": digest(pixels), "opencv": by_opencv(name, content)}


turned = pillow(np.kron(rgb, np.ones((8, 8, 1), np.uint8)), "AVIF", orientation=6, quality=100)
document = {
    "read": [row(name, content) for name, content in FILES.items()],
    "refused": [{"name": name, "file": text(content)} for name, content in REFUSED.items()],
    "avif": {"file": text(turned), "corner": np.array(ImageOps.exif_transpose(Image.open(io.BytesIO(turned))))[0, 0].tolist()},
}
with open("tiff.json", "w") as out:
    json.dump(document, out, indent=1)
    out.write("\n")

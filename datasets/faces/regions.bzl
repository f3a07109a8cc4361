"""What the labels are about. No name of a region stands anywhere else."""

# Cells along each side of the square grid on which labels were drawn.
GRID = 64

STRONG = ["nose", "forehead", "left_cheek", "right_cheek", "chin"]
WEAK = ["under_eye_left", "under_eye_right"]
WHOLE = {
    "face_oval": "face_oval_mask",
    "skin": "skin_mask",
}
SURROUND = {
    "background": "background_mask",
    "hair": "hair_mask",
}

# Left, top, width and height as shares of the picture: what somebody would draw who never saw it.
TEMPLATE = {
    "chin": [0.33, 0.67, 0.34, 0.26],
    "forehead": [0.20, 0.03, 0.60, 0.22],
    "left_cheek": [0.08, 0.34, 0.34, 0.30],
    "nose": [0.42, 0.32, 0.16, 0.32],
    "right_cheek": [0.58, 0.34, 0.34, 0.30],
    "under_eye_left": [0.16, 0.31, 0.26, 0.11],
    "under_eye_right": [0.58, 0.31, 0.26, 0.11],
}

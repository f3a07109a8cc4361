"""Names that the data and the examples share."""

SOURCES = ["Aurora", "Bramble", "Cascade", "Dunefield", "Emberwing", "Ferryboat", "Granary", "Harbourmist", "Ironwood"]

ARCHITECTURES = ["linear", "linear_ols", "mlp_medium", "mlp_small", "mlp_small_std"]

# The order of the models' input.
FEATURES = ["adm2", "vif_scale0", "vif_scale1", "vif_scale2", "vif_scale3", "motion2"]

def fold_labels(architecture):
    "The checkpoints of an architecture -> what each held out."
    return {"//datasets/clips:{}.fold_{}".format(architecture, source): source for source in SOURCES}

def distance_loss(labels, distances):
    """The distance of the true class (LeCun et al. 1998, eq. 8)."""
    labels = ops.cast(ops.reshape(labels, (-1, 1)), "int32")
    return ops.take_along_axis(distances, labels, axis=1)[:, 0]

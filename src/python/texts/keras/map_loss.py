def map_loss(j):
    """-log of the posterior probability of the true class (LeCun et al. 1998, eq. 9)."""

    def loss(labels, distances):
        labels = ops.cast(ops.reshape(labels, (-1, 1)), "int32")
        right = ops.take_along_axis(distances, labels, axis=1)
        others = ops.concatenate([-distances, ops.full_like(right, -j)], axis=1)
        return right[:, 0] + ops.logsumexp(others, axis=1)

    return loss

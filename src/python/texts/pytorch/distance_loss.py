def distance_loss(distances, labels):
    """The distance of the true class (LeCun et al. 1998, eq. 8)."""
    return distances.gather(1, labels[:, None]).mean()

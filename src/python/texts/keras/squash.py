def squash(x):
    """The scaled tanh of LeCun et al. (1998)."""
    return 1.7159 * ops.tanh(x * 2 / 3)

def map_loss(distances, labels, j):
    """-log of the posterior probability of the true class (LeCun et al. 1998, eq. 9)."""
    right = distances.gather(1, labels[:, None])
    none = torch.full_like(right, -j)
    return (right[:, 0] + torch.logsumexp(torch.cat([-distances, none], 1), 1)).mean()

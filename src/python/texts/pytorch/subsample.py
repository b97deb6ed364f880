class Subsample(nn.Module):
    """The sum of each window, times a coefficient of its map, plus a bias (LeCun et al. 1998)."""

    def __init__(self, channels, size, stride=None, bias=True):
        super().__init__()
        self.size, self.stride = size, stride
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels)) if bias else None

    def forward(self, x):
        x = F.avg_pool2d(x, self.size, self.stride, divisor_override=1)
        x = x * self.weight[:, None, None]
        return x if self.bias is None else x + self.bias[:, None, None]

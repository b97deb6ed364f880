class PaddedAveragePool2d(nn.Module):
    """The mean of each window; cells of the padding (left, right, top, bottom) do not count."""

    def __init__(self, size, stride, padding):
        super().__init__()
        self.size, self.stride, self.padding = size, stride, padding

    def forward(self, x):
        cells = F.pad(torch.ones_like(x[:1, :1]), self.padding)
        sums = F.avg_pool2d(F.pad(x, self.padding), self.size, self.stride)
        return sums / F.avg_pool2d(cells, self.size, self.stride)

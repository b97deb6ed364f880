class TableConv2d(nn.Module):
    """A convolution in which every output map takes only the input maps that `table` lists for it.

    `weight` has a kernel for each of these links, in the order of the table."""

    def __init__(self, table, channels, size, stride=1, padding=0, dilation=1, bias=True):
        super().__init__()
        outputs = [output for output, inputs in enumerate(table) for _ in inputs]
        self.links = outputs, [source for inputs in table for source in inputs]
        self.shape = (len(table), channels, *size)
        self.options = {"stride": stride, "padding": padding, "dilation": dilation}
        self.weight = nn.Parameter(torch.zeros(len(outputs), *size))
        self.bias = nn.Parameter(torch.zeros(len(table))) if bias else None

    def forward(self, x):
        weight = x.new_zeros(self.shape)
        weight[self.links] = self.weight
        return F.conv2d(x, weight, self.bias, **self.options)

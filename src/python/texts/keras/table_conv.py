class TableConv2D(layers.Layer):
    """A convolution in which every output map takes only the input maps that `table` lists for it.

    `weight` has a kernel for each of these links, in the order of the table."""

    def __init__(
        self, table, size, strides=1, padding="valid", dilation_rate=1, use_bias=True,
        activation=None, **options
    ):
        super().__init__(**options)
        links = [(output, source) for output, row in enumerate(table) for source in row]
        self.links = np.array(links)
        self.filters, self.size, self.use_bias = len(table), size, use_bias
        self.how = {"strides": strides, "padding": padding, "dilation_rate": dilation_rate}
        self.activation = keras.activations.get(activation)

    def build(self, shape):
        self.full = (self.filters, shape[-1], *self.size)
        self.weight = self.add_weight((len(self.links), *self.size), "zeros", name="weight")
        if self.use_bias:
            self.bias = self.add_weight((self.filters,), "zeros", name="bias")

    def call(self, x):
        kernel = ops.scatter(self.links, self.weight, self.full)
        x = ops.conv(x, ops.transpose(kernel, (2, 3, 1, 0)), **self.how)
        return self.activation(x + self.bias if self.use_bias else x)

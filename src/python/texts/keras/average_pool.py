class PaddedAveragePooling2D(layers.Layer):
    """The mean of each window; cells of the padding do not count."""

    def __init__(self, pool_size, strides, edges, **options):
        super().__init__(**options)
        self.pool_size, self.strides, self.edges = pool_size, strides, edges

    def call(self, x):
        edges = ((0, 0), *self.edges, (0, 0))
        cells = ops.pad(ops.ones_like(x), edges)
        sums = ops.average_pool(ops.pad(x, edges), self.pool_size, self.strides)
        return sums / ops.average_pool(cells, self.pool_size, self.strides)

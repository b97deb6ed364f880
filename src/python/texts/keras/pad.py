class Pad(layers.Layer):
    """Cells of `value` above and below, left and right of the maps."""

    def __init__(self, edges, value, **options):
        super().__init__(**options)
        self.edges, self.value = edges, value

    def call(self, x):
        return ops.pad(x, ((0, 0), *self.edges, (0, 0)), constant_values=self.value)

class Subsample(layers.Layer):
    """The sum of each window, times a coefficient of its map, plus a bias (LeCun et al. 1998)."""

    def __init__(
        self, size, strides=None, use_bias=True, initializer="ones", activation=None, **options
    ):
        super().__init__(**options)
        self.size, self.strides, self.use_bias = size, strides, use_bias
        self.initializer = initializer
        self.activation = keras.activations.get(activation)

    def build(self, shape):
        self.weight = self.add_weight((shape[-1],), self.initializer, name="weight")
        if self.use_bias:
            self.bias = self.add_weight((shape[-1],), "zeros", name="bias")

    def call(self, x):
        x = ops.average_pool(x, self.size, self.strides) * (self.size[0] * self.size[1])
        x = x * self.weight
        return self.activation(x + self.bias if self.use_bias else x)

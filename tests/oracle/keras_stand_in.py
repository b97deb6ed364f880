"""numpy, a stand-in for Keras 3 that computes what its documents say.

Written for this project's tests, where Keras cannot be installed: layers and operations that the scripts of `netc export --to keras`
use, forward only, channels last, by formulas and not by speed. That a script runs on it says that its weights are transposed and its
maps ordered as the documents of Keras ask for; it says nothing about Keras' own arithmetic."""

import math
import sys
import types

import numpy as np


def pair(size):
    return (size, size) if isinstance(size, int) else tuple(size)


def same_edges(length, window, stride):
    """Padding `same`: ceil(length / stride) outputs, the odd cell behind."""
    total = max((-(-length // stride) - 1) * stride + window - length, 0)
    return total // 2, total - total // 2


def windows(x, size, strides, padding, dilation=(1, 1), fill=0.0):
    """Views N x rows x columns x channels x height x width of all windows."""
    spans = [(k - 1) * d + 1 for k, d in zip(size, dilation)]
    if padding == "same":
        edges = [same_edges(n, k, s) for n, k, s in zip(x.shape[1:3], spans, strides)]
        x = np.pad(x, [(0, 0), *edges, (0, 0)], constant_values=fill)
    else:
        assert padding == "valid", padding
    views = np.lib.stride_tricks.sliding_window_view(x, spans, axis=(1, 2))
    return views[:, ::strides[0], ::strides[1], :, ::dilation[0], ::dilation[1]]


# --- keras.ops ------------------------------------------------------------------------------

def conv(x, kernel, strides=1, padding="valid", dilation_rate=1):
    assert max(pair(strides)) == 1 or max(pair(dilation_rate)) == 1, "Keras takes one at a time"
    views = windows(x, kernel.shape[:2], pair(strides), padding, pair(dilation_rate))
    groups = x.shape[-1] // kernel.shape[2]
    parts = zip(np.split(views, groups, axis=3), np.split(kernel, groups, axis=3))
    return np.concatenate([np.tensordot(view, part, ([3, 4, 5], [2, 0, 1])) for view, part in parts], axis=-1)


def max_pool(x, pool_size, strides=None, padding="valid"):
    size = pair(pool_size)
    return windows(x, size, pair(strides or size), padding, fill=-np.inf).max((4, 5))


def average_pool(x, pool_size, strides=None, padding="valid"):
    """Cells of the padding do not count."""
    size = pair(pool_size)
    sums = windows(x, size, pair(strides or size), padding).sum((4, 5))
    return sums / windows(np.ones_like(x), size, pair(strides or size), padding).sum((4, 5))


def pad(x, pad_width, mode="constant", constant_values=None):
    return np.pad(x, pad_width, mode, constant_values=constant_values or 0.0)


def scatter(indices, values, shape):
    """`values` at `indices`, zeros elsewhere; what meets is added."""
    result = np.zeros(shape, values.dtype)
    np.add.at(result, tuple(np.asarray(indices).T), values)
    return result


ops = types.ModuleType("keras.ops")
ops.conv, ops.max_pool, ops.average_pool, ops.pad, ops.scatter = conv, max_pool, average_pool, pad, scatter
ops.tanh, ops.sum, ops.square, ops.expand_dims = np.tanh, np.sum, np.square, np.expand_dims
ops.transpose, ops.ones_like, ops.subtract = np.transpose, np.ones_like, np.subtract


# --- keras.activations, keras.initializers, keras.callbacks -----------------------------------

def softmax(x):
    powers = np.exp(x - x.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)


ACTIVATIONS = {
    "linear": lambda x: x,
    "tanh": np.tanh,
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "relu": lambda x: np.maximum(x, 0),
    "leaky_relu": lambda x: np.where(x > 0, x, 0.2 * x),
    "elu": lambda x: np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
    "gelu": lambda x: x * (1 + np.vectorize(math.erf)(x / math.sqrt(2))) / 2,
    "silu": lambda x: x / (1 + np.exp(-x)),
    "softplus": lambda x: np.logaddexp(0, x),
    "softmax": softmax,
}


def get_activation(activation):
    if activation is None:
        return ACTIVATIONS["linear"]
    return activation if callable(activation) else ACTIVATIONS[activation]


def initializer(*arguments):
    """Weights are loaded before anything is computed: how they start does not matter here."""
    return arguments


activations = types.ModuleType("keras.activations")
activations.get = get_activation
initializers = types.ModuleType("keras.initializers")
initializers.Constant = initializers.RandomUniform = initializers.TruncatedNormal = initializer
callbacks = types.ModuleType("keras.callbacks")
callbacks.Callback = object


# --- keras.layers -----------------------------------------------------------------------------

class Weight(np.ndarray):
    def assign(self, values):
        assert self.shape == values.shape
        self[...] = values


class Layer:
    def __init__(self, name=None):
        self.name, self.weights, self.built = name, [], False

    def add_weight(self, shape, initializer, name):
        weight = np.zeros(shape, np.float32).view(Weight)
        self.weights.append(weight)
        return weight

    def set_weights(self, weights):
        if [weight.shape for weight in weights] != [weight.shape for weight in self.weights]:
            raise ValueError(f"{self.name}: {[w.shape for w in weights]} for {[w.shape for w in self.weights]}")
        for weight, values in zip(self.weights, weights):
            weight.assign(values)

    def build(self, shape):
        pass

    def __call__(self, x):
        if not self.built:
            self.build(x.shape)
            self.built = True
        return self.call(x)


class Conv2D(Layer):
    def __init__(self, filters, kernel_size, strides=1, padding="valid", dilation_rate=1, groups=1, activation=None,
                 use_bias=True, kernel_initializer=None, bias_initializer=None, name=None):
        super().__init__(name)
        self.filters, self.size, self.groups, self.use_bias = filters, pair(kernel_size), groups, use_bias
        self.how = {"strides": strides, "padding": padding, "dilation_rate": dilation_rate}
        self.activation = get_activation(activation)

    def build(self, shape):
        assert shape[-1] % self.groups == 0 and self.filters % self.groups == 0
        self.kernel = self.add_weight((*self.size, shape[-1] // self.groups, self.filters), None, "kernel")
        self.bias = self.add_weight((self.filters,), None, "bias") if self.use_bias else 0

    def call(self, x):
        return self.activation(conv(x, self.kernel, **self.how) + self.bias)


class Dense(Layer):
    def __init__(self, units, activation=None, use_bias=True, kernel_initializer=None, bias_initializer=None, name=None):
        super().__init__(name)
        self.units, self.use_bias, self.activation = units, use_bias, get_activation(activation)

    def build(self, shape):
        self.kernel = self.add_weight((shape[-1], self.units), None, "kernel")
        self.bias = self.add_weight((self.units,), None, "bias") if self.use_bias else 0

    def call(self, x):
        return self.activation(x @ self.kernel + self.bias)


class Pooling(Layer):
    pool = None

    def __init__(self, pool_size, strides=None, padding="valid", name=None):
        super().__init__(name)
        self.how = pool_size, strides, padding

    def call(self, x):
        return type(self).pool(x, *self.how)


class MaxPooling2D(Pooling):
    pool = staticmethod(max_pool)


class AveragePooling2D(Pooling):
    pool = staticmethod(average_pool)


class Simple(Layer):
    """A layer of one argument, without weights."""

    def __init__(self, argument=None, name=None):
        super().__init__(name)
        self.argument = argument


class ZeroPadding2D(Simple):
    def call(self, x):
        return np.pad(x, ((0, 0), *self.argument, (0, 0)))


class Permute(Simple):
    def call(self, x):
        return x.transpose(0, *self.argument)


class Flatten(Layer):
    def call(self, x):
        return x.reshape(len(x), -1)


class Dropout(Simple):
    def call(self, x):
        return x


class Activation(Simple):
    def call(self, x):
        return get_activation(self.argument)(x)


class LeakyReLU(Layer):
    def __init__(self, negative_slope):
        super().__init__()
        self.negative_slope = negative_slope

    def call(self, x):
        return np.where(x > 0, x, self.negative_slope * x)


class ELU(Layer):
    def __init__(self, alpha):
        super().__init__()
        self.alpha = alpha

    def call(self, x):
        return np.where(x > 0, x, self.alpha * np.expm1(np.minimum(x, 0)))


class Input:
    def __init__(self, shape):
        self.shape = shape


class Sequential:
    def __init__(self, layers, name=None):
        source, *self.layers = layers
        names = [layer.name for layer in self.layers]
        assert None not in names and len(set(names)) == len(names), names
        self.name = name
        self.predict(np.zeros((1, *source.shape), np.float32))

    def predict(self, x, verbose=0):
        def run(part):
            for layer in self.layers:
                part = layer(part)
            return np.asarray(part, np.float32)

        return np.concatenate([run(x[at:at + 500]) for at in range(0, len(x), 500)])


layers = types.ModuleType("keras.layers")
for kind in (Layer, Conv2D, Dense, MaxPooling2D, AveragePooling2D, ZeroPadding2D, Permute, Flatten, Dropout, Activation,
             LeakyReLU, ELU):
    setattr(layers, kind.__name__, kind)

for module in (ops, activations, initializers, callbacks, layers):
    sys.modules[module.__name__] = module

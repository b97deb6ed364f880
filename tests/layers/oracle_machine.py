"""The generated C as Python sees it, for oracle.py: runtime/netc.h, and memory for its functions."""

import ctypes as c

import numpy as np


class Tensor(c.Structure):
    _fields_ = [("name", c.c_char_p), ("offset", c.c_size_t), ("count", c.c_size_t),
                ("rank", c.c_int), ("dims", c.c_int64 * 4)]


class Augment(c.Structure):
    _fields_ = [("copies", c.c_int), ("translate", c.c_float), ("scale", c.c_float),
                ("squeeze", c.c_float), ("shear", c.c_float), ("fresh", c.c_bool)]


class Model(c.Structure):  # struct netc_model of runtime/netc.h
    _fields_ = [
        ("abi", c.c_int), ("name", c.c_char_p), ("version", c.c_char_p), ("fingerprint", c.c_char_p),
        ("height", c.c_int), ("width", c.c_int), ("channels", c.c_int), ("outputs", c.c_int),
        ("distances", c.c_bool), ("lanes", c.c_int), ("shards", c.c_int),
        ("layer", c.c_void_p), ("layer_count", c.c_size_t),
        ("tensors", c.POINTER(Tensor)), ("tensor_count", c.c_size_t), ("parameters", c.c_size_t),
        ("fixed", c.c_size_t), ("weight_bytes", c.c_size_t), ("inference_bytes", c.c_size_t),
        ("shard_bytes", c.c_size_t), ("state_bytes", c.c_size_t), ("gradient_offset", c.c_size_t),
        ("loss", c.c_int), ("j", c.c_float), ("optimizer", c.c_char_p), ("recipe", c.c_char_p),
        ("batch", c.c_int), ("epochs", c.c_int), ("seed", c.c_uint64), ("shuffle", c.c_int),
        ("validation", c.c_int), ("validation_count", c.c_size_t), ("held_out", c.c_bool),
        ("augment", Augment),
        ("factor", c.c_float), ("shift", c.c_float), ("pad", c.c_int),
        ("init", c.CFUNCTYPE(None, c.c_void_p, c.c_uint64)),
        ("forward", c.CFUNCTYPE(None, c.c_void_p, c.c_void_p, c.c_size_t, c.c_void_p, c.c_void_p)),
        ("shard", c.CFUNCTYPE(None, c.c_void_p, c.c_void_p, c.c_void_p, c.c_size_t, c.c_int,
                              c.c_uint64, c.c_void_p)),
    ]


class Block:
    """Memory aligned to 64 bytes."""

    def __init__(self, size):
        self.raw = np.zeros(size + 64, np.uint8)
        start = -self.raw.ctypes.data % 64
        self.bytes = self.raw[start:start + size]
        self.address = self.bytes.ctypes.data

    def floats(self, offset, count):
        return self.bytes[offset:offset + 4 * count].view(np.float32)

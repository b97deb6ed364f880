def read_idx(path, header):
    """The bytes behind the header of an IDX file, plain or compressed."""
    with open(path, "rb") if os.path.exists(path) else gzip.open(path + ".gz") as file:
        return np.frombuffer(file.read(), np.uint8, offset=header)


def mnist(folder, part):
    """Images and labels of the part `train` or `t10k`."""
    images = read_idx(f"{folder}/{part}-images-idx3-ubyte", 16).reshape(-1, 28, 28)
    return images, read_idx(f"{folder}/{part}-labels-idx1-ubyte", 8)

def load(net, path):
    """Gives the network the weights of a safetensors file, which has PyTorch's layouts."""
    arrays = load_file(path)
    for layer in net.layers:
        names = [f"{layer.name}.weight", f"{layer.name}.bias"]
        weights = [arrays.pop(name) for name in names if name in arrays]
        if isinstance(layer, layers.Conv2D):
            weights[0] = weights[0].transpose(2, 3, 1, 0)  # row, column, input, output
        if isinstance(layer, layers.Dense):
            weights[0] = weights[0].T  # input, output
        layer.set_weights(weights)
    if arrays:
        raise ValueError(f"{path}: the network has no {', '.join(arrays)}")
    return net

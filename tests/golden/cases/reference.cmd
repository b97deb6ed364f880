netc reference conv; netc reference tanh; netc reference leaky_relu --markdown; netc reference optimizers; netc reference augment; netc reference table

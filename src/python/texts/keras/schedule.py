class Schedule(keras.callbacks.Callback):
    """Sets the learning rate before each step."""

    def on_epoch_begin(self, epoch, logs=None):
        self.epoch = epoch

    def on_train_batch_begin(self, batch, logs=None):
        steps = self.params["steps"]
        self.model.optimizer.learning_rate = rate(self.epoch * steps + batch, steps)

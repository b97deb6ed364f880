// network.hpp - the generated lenet5 for C++17: memory by itself, batches as vectors, shards on
// threads.
#ifndef NETWORK_HPP
#define NETWORK_HPP

#include "lenet5.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <thread>
#include <vector>

using Image = std::array<float, LENET5_PIXELS>;
using Images = std::vector<Image>;
using Labels = std::vector<std::uint8_t>;
using Outputs = std::array<float, LENET5_OUTPUTS>;

class Network {
  public:
    explicit Network(std::uint64_t seed) {
        lenet5_init(weights.get(), seed);
    }

    // The probabilities of each image. Not from two threads at once.
    std::vector<Outputs> operator()(const Images &images) const {
        std::vector<Outputs> outputs(images.size());
        if (!images.empty())
            lenet5_forward(weights.get(), images[0].data(), images.size(), outputs[0].data(),
                           inference.get());
        return outputs;
    }

    // One step on a batch; the mean loss before it. The result is the same to the bit, parallel or
    // not.
    double train(const Images &images, const Labels &labels, float rate, bool parallel) {
        double loss = 0;
        std::vector<std::thread> threads;
        auto gradient = [&](int shard) {
            lenet5_gradient(weights.get(), images[0].data(), labels.data(), images.size(), shard,
                            step, &training->shards[shard]);
        };
        for (int shard = 0; shard < LENET5_SHARDS; shard++) {
            if (parallel)
                threads.emplace_back(gradient, shard);
            else
                gradient(shard);
        }
        for (auto &thread : threads)
            thread.join();
        for (const auto &shard : training->shards)
            loss += shard.loss;
        lenet5_update(weights.get(), &training->state, training->shards, images.size(), rate);
        step++;
        return loss / static_cast<double>(images.size());
    }

    friend bool operator==(const Network &a, const Network &b) {
        return std::memcmp(a.weights.get(), b.weights.get(), sizeof *a.weights) == 0;
    }

  private:
    // C++17's new aligns them as they ask for; all begin with zeros.
    std::unique_ptr<lenet5_weights> weights = std::make_unique<lenet5_weights>();
    std::unique_ptr<lenet5_inference> inference = std::make_unique<lenet5_inference>();
    std::unique_ptr<lenet5_training> training = std::make_unique<lenet5_training>();
    std::uint64_t step = 0;
};

#endif

// cplusplus: lenet5 learns the digits of a seven-segment display, in noise, and reads a number.
// Exit status: 0 if it reads the number, 1 if not.
#include "network.hpp"

#include <algorithm>
#include <iostream>
#include <random>
#include <string>

namespace {

constexpr int batch = 32, steps = 300;

// Segments: top, upper left, upper right, middle, lower left, lower right, bottom.
constexpr const char *segments[10] = {"1110111", "0010010", "1011101", "1011011", "0111010",
                                      "1101011", "1101111", "1010010", "1111111", "1111011"};

struct Box {
    int left, top, width, height;
};
constexpr Box boxes[7] = {{0, 0, 10, 2}, {0, 0, 2, 9}, {8, 0, 2, 9},  {0, 8, 10, 2},
                          {0, 9, 2, 9},  {8, 9, 2, 9}, {0, 16, 10, 2}};

Image draw(int digit, std::mt19937 &random) {
    std::normal_distribution<float> noise(0.0f, 0.15f);
    std::uniform_int_distribution<int> left(4, 14), top(2, 8);
    const int x0 = left(random), y0 = top(random);
    Image image{};
    for (int s = 0; s < 7; s++) {
        if (segments[digit][s] == '0')
            continue;
        for (int y = 0; y < boxes[s].height; y++)
            for (int x = 0; x < boxes[s].width; x++) {
                const int row = y0 + boxes[s].top + y, column = x0 + boxes[s].left + x;
                image[static_cast<std::size_t>(row * LENET5_WIDTH + column)] = 1;
            }
    }
    for (auto &pixel : image)
        pixel += noise(random);
    return image;
}

// Digits at random, with what they are.
Images draw_batch(std::mt19937 &random, Labels &labels) {
    std::uniform_int_distribution<int> any(0, 9);
    Images images;
    labels.clear();
    for (int i = 0; i < batch; i++) {
        const int digit = any(random);
        images.push_back(draw(digit, random));
        labels.push_back(static_cast<std::uint8_t>(digit));
    }
    return images;
}

std::string read(const Network &network, const Images &images) {
    std::string text;
    for (const auto &outputs : network(images)) {
        const auto best = std::max_element(outputs.begin(), outputs.end());
        text += static_cast<char>('0' + (best - outputs.begin()));
    }
    return text;
}

} // namespace

int main() {
    std::mt19937 random(1);
    Network network(1), serial(1);
    for (int step = 0; step < steps; step++) {
        Labels labels;
        const Images images = draw_batch(random, labels);
        const float rate = lenet5_rate(static_cast<std::uint64_t>(step), steps);
        const double loss = network.train(images, labels, rate, true);
        if (step < 3) // a few are enough to see that threads change nothing
            serial.train(images, labels, rate, false);
        if (step == 2 && !(network == serial)) {
            std::cerr << "cplusplus: other weights on one thread\n";
            return 1;
        }
        if (step % 50 == 49)
            std::cout << "step " << step + 1 << ": loss " << loss << '\n';
    }
    const std::string number = "31415926535897932384";
    Images images;
    for (const char digit : number)
        images.push_back(draw(digit - '0', random));
    const std::string seen = read(network, images);
    std::cout << "shown  " << number << "\nread   " << seen << '\n';
    return seen == number ? 0 : 1;
}

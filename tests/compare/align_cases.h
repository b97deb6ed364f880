/* align_cases.h - networks, and which of their layers belong beside each other. */
#ifndef TEST_COMPARE_ALIGN_CASES_H
#define TEST_COMPARE_ALIGN_CASES_H

#include "networks.h"

/* Networks by their layers, and the rows that they must give, in any order of the networks. */
struct alignment_case {
    const char *name;
    const char *networks[COLUMNS_LIMIT];
    const char *rows;
};

static const struct alignment_case ALIGNMENT_CASES[] = {
    {"the same",
     {"C1: conv 6 of 5x5, tanh; S2: avgpool 2x2; flatten; OUT: dense 10, softmax",
      "C1: conv 6 of 5x5, tanh; S2: avgpool 2x2; flatten; OUT: dense 10, softmax"},
     "= C1 | C1\n"
     "= S2 | S2\n"
     "= flatten | flatten\n"
     "= OUT | OUT\n"},
    {"an inserted layer",
     {"C1: conv 6 of 5x5, tanh; S2: avgpool 2x2; flatten; OUT: dense 10, softmax",
      "C1: conv 6 of 5x5, tanh; S2: avgpool 2x2; flatten; F3: dense 84, tanh; "
      "OUT: dense 10, softmax"},
     "= C1 | C1\n"
     "= S2 | S2\n"
     "= flatten | flatten\n"
     "! - | F3\n"
     "! OUT | OUT\n"},
    {"a layer missing at the front",
     {"C1: conv 6 of 5x5, pad same, tanh; C2: conv 6 of 5x5, pad same, tanh; flatten; "
      "OUT: dense 10, softmax",
      "C2: conv 6 of 5x5, pad same, tanh; flatten; OUT: dense 10, softmax"},
     "! C1 | -\n"
     "! C2 | C2\n"
     "= flatten | flatten\n"
     "= OUT | OUT\n"},
    {"the last layer missing",
     {"flatten; F1: dense 84, tanh; F2: dense 30, tanh; OUT: dense 10, softmax",
      "flatten; F1: dense 84, tanh; F2: dense 30, softmax"},
     "= flatten | flatten\n"
     "= F1 | F1\n"
     "! F2 | F2\n"
     "! OUT | -\n"},
    {"renamed layers",
     {"C1: conv 6 of 5x5, tanh; S2: avgpool 2x2; flatten; FC6: dense 84, tanh; OUT: dense 10, "
      "softmax",
      "first: conv 6 of 5x5, tanh; avgpool 2x2; flatten; hidden: dense 84, tanh; last: dense 10, "
      "softmax"},
     "= C1 | first\n"
     "= S2 | avgpool\n"
     "= flatten | flatten\n"
     "= FC6 | hidden\n"
     "= OUT | last\n"},
    {"a convolution that became dense",
     {"C3: conv 8 of 24x24, tanh; S4: avgpool 5x5; C5: conv 120 of 1x1, tanh; flatten; "
      "OUT: dense 10, softmax",
      "C3: conv 8 of 24x24, tanh; S4: avgpool 5x5; flatten; C5: dense 120, tanh; "
      "OUT: dense 10, softmax"},
     "= C3 | C3\n"
     "= S4 | S4\n"
     "! - | flatten\n"
     "! C5 | C5\n"
     "! flatten | -\n"
     "= OUT | OUT\n"},
    {"a convolution that became dense and was renamed",
     {"C3: conv 8 of 24x24, tanh; S4: avgpool 5x5; C5: conv 120 of 1x1, tanh; flatten; "
      "OUT: dense 10, softmax",
      "C3: conv 8 of 24x24, tanh; S4: avgpool 5x5; flatten; F5: dense 120, tanh; "
      "OUT: dense 10, softmax"},
     "= C3 | C3\n"
     "= S4 | S4\n"
     "! - | flatten\n"
     "! C5 | F5\n"
     "! flatten | -\n"
     "= OUT | OUT\n"},
    {"the same where the layers between are equal",
     {"A: conv 120 of 28x28, tanh; B: conv 120 of 1x1, tanh; flatten; OUT: dense 10, softmax",
      "A: conv 120 of 28x28, tanh; flatten; F: dense 120, tanh; OUT: dense 10, softmax"},
     "= A | A\n"
     "! - | flatten\n"
     "! B | F\n"
     "! flatten | -\n"
     "= OUT | OUT\n"},
    {"a layer between with attributes, and where",
     {"A: conv 6 of 5x5, pad same, tanh; dropout 0.2; B: conv 6 of 5x5, pad same, tanh; "
      "dropout 0.3; flatten; dropout 0.3; OUT: dense 10, softmax",
      "A: conv 6 of 5x5, pad same, tanh; B: conv 6 of 5x5, pad same, tanh; flatten; "
      "dropout 0.3; OUT: dense 10, softmax"},
     "= A | A\n"
     "! dropout | -\n"
     "= B | B\n"
     "! dropout | -\n"
     "= flatten | flatten\n"
     "= dropout | dropout\n"
     "= OUT | OUT\n"},
    {"layers between, by their attributes",
     {"dropout 0.2; dropout 0.3; dropout 0.4; flatten; OUT: dense 10, softmax",
      "dropout 0.3; flatten; OUT: dense 10, softmax"},
     "! dropout | -\n"
     "= dropout | dropout\n"
     "! dropout | -\n"
     "= flatten | flatten\n"
     "= OUT | OUT\n"},
    {"layers between, by their input",
     {"dropout 0.2; maxpool 2x2; dropout 0.2; flatten; OUT: dense 10, softmax",
      "conv 1 of 15x15, tanh; dropout 0.2; flatten; dense 30, tanh; dense 20, tanh; OUT: dense "
      "10, softmax"},
     "! - | conv\n"
     "! dropout | -\n"
     "! maxpool | -\n"
     "= dropout | dropout\n"
     "= flatten | flatten\n"
     "! - | dense\n"
     "! - | dense\n"
     "! OUT | OUT\n"},
    {"other pools",
     {"avgpool 2x2; C1: conv 6 of 5x5, tanh; flatten; OUT: dense 10, softmax",
      "maxpool 2x2; C1: conv 6 of 5x5, tanh; flatten; OUT: dense 10, softmax",
      "subsample 2x2, squash; C1: conv 6 of 5x5, tanh; flatten; OUT: dense 10, softmax"},
     "! avgpool | maxpool | subsample\n"
     "= C1 | C1 | C1\n"
     "= flatten | flatten | flatten\n"
     "= OUT | OUT | OUT\n"},
    {"labels that count shift behind an insertion",
     {"L1: conv 6 of 5x5, tanh; L2: avgpool 2x2; L3: conv 16 of 5x5, tanh; L4: avgpool 2x2; "
      "flatten; OUT: dense 10, softmax",
      "L1: conv 6 of 5x5, tanh; L2: conv 6 of 1x1, tanh; L3: avgpool 2x2; "
      "L4: conv 16 of 5x5, tanh; L5: avgpool 2x2; flatten; OUT: dense 10, softmax"},
     "= L1 | L1\n"
     "! - | L2\n"
     "= L2 | L3\n"
     "= L3 | L4\n"
     "= L4 | L5\n"
     "= flatten | flatten\n"
     "= OUT | OUT\n"},
    {"equal layers in a row: the gap is at the end of them",
     {"conv 4 of 3x3, pad same, relu; conv 4 of 3x3, pad same, relu; conv 4 of 3x3, pad same, "
      "relu; flatten; OUT: dense 10, softmax",
      "conv 4 of 3x3, pad same, relu; conv 4 of 3x3, pad same, relu; flatten; "
      "OUT: dense 10, softmax"},
     "= conv | conv\n"
     "= conv | conv\n"
     "! conv | -\n"
     "= flatten | flatten\n"
     "= OUT | OUT\n"},
    {"nothing in common but the ends",
     {"C1: conv 6 of 5x5, tanh; C2: conv 6 of 5x5, tanh; flatten; OUT: dense 10, softmax",
      "flatten; H1: dense 300, relu; H2: dense 100, relu; OUT: dense 10, softmax"},
     "! C1 | -\n"
     "! C2 | -\n"
     "! flatten | flatten\n"
     "! - | H1\n"
     "! - | H2\n"
     "! OUT | OUT\n"},
    {"a label that went to a layer of another kind",
     {"X: conv 6 of 5x5, pad same, tanh; flatten; OUT: dense 10, softmax",
      "X: avgpool 2x2; flatten; OUT: dense 10, softmax"},
     "! - | X\n"
     "! X | -\n"
     "! flatten | flatten\n"
     "! OUT | OUT\n"},
    {"the kind before the label",
     {"A: conv 6 of 5x5, relu; flatten; B: dense 30, relu; OUT: dense 10, softmax",
      "flatten; A: dense 40, tanh; OUT: dense 10, softmax"},
     "! A | -\n"
     "! flatten | flatten\n"
     "! B | A\n"
     "! OUT | OUT\n"},
    {"the attributes decide between layers of a kind",
     {"conv 8 of 3x3, pad same, relu; conv 8 of 5x5, pad same, relu; flatten; OUT: dense 10, "
      "softmax",
      "conv 8 of 5x5, pad same, relu; flatten; OUT: dense 10, softmax"},
     "! conv | -\n"
     "! conv | conv\n"
     "= flatten | flatten\n"
     "= OUT | OUT\n"},
    {"the last layers belong together",
     {"flatten; dense 7, tanh; dense 9, tanh", "flatten; dense 10, tanh"},
     "= flatten | flatten\n"
     "! dense | -\n"
     "! dense | dense\n"},
    {"equal layers are anchors",
     {"C1: conv 8 of 3x3, pad same, relu; P1: maxpool 2x2; C2: conv 16 of 3x3, pad same, relu; "
      "C3: conv 16 of 3x3, pad same, relu; P2: maxpool 2x2; flatten; OUT: dense 10, softmax",
      "conv 8 of 3x3, pad same, relu; maxpool 2x2; conv 16 of 3x3, pad same, relu; maxpool 2x2; "
      "conv 32 of 3x3, pad same, relu; maxpool 2x2; flatten; OUT: dense 10, softmax"},
     "= C1 | conv\n"
     "= P1 | maxpool\n"
     "= C2 | conv\n"
     "! C3 | -\n"
     "= P2 | maxpool\n"
     "! - | conv\n"
     "! - | maxpool\n"
     "! flatten | flatten\n"
     "! OUT | OUT\n"},
    {"what one alone has",
     {"C1: conv 6 of 5x5, tanh; S2: avgpool 2x2; flatten; OUT: dense 10, softmax",
      "C1: conv 6 of 5x5, tanh; S2: avgpool 2x2; flatten; dropout 0.5; OUT: dense 10, softmax",
      "C1: conv 6 of 5x5, tanh; activation relu; S2: avgpool 2x2; flatten; OUT: dense 10, softmax"},
     "= C1 | C1 | C1\n"
     "! - | - | activation\n"
     "= S2 | S2 | S2\n"
     "= flatten | flatten | flatten\n"
     "! - | dropout | -\n"
     "= OUT | OUT | OUT\n"},
};
enum { ALIGNMENT_CASE_COUNT = sizeof ALIGNMENT_CASES / sizeof ALIGNMENT_CASES[0] };

#endif

/* draft.h - a random network in the making: layers are added to its end, each written as text with
 * the shape that it gives. What a layer is like comes from the decks of the generator. */
#ifndef NETC_TEST_DRAFT_H
#define NETC_TEST_DRAFT_H

#include "generator.h"

/* How many cards of a kind there are. */
enum { DRAFT_PADS = 3, DRAFT_CONV_STRIDES = 3, DRAFT_POOL_STRIDES = 4, DRAFT_TABLES = 4 };
enum { DRAFT_DILATIONS = 3, DRAFT_GROUPS = 4 };

struct draft {
    struct generator *g;
    struct text blocks; /* in front of the network: what its layers refer to */
    struct text text;
    unsigned size[2], channels; /* flat: size is {0, 0} */
    unsigned labels, tables;
    bool awkward; /* has one of the awkward labels */
    const char *name;
};

unsigned draft_below(struct draft *d, unsigned limit);
bool draft_chance(struct draft *d, unsigned one_in);

unsigned deck_card(struct generator *g, enum deck_id id);

/* Takes the lowest digit, in base `base`, off a card. */
unsigned card_digit(unsigned *card, unsigned base);

/* Writes a connection table in front of the network, in one of its forms; returns its name. Every
 * input map feeds something, every output map takes something. */
const char *draft_table(struct draft *d, unsigned inputs, unsigned outputs);

/* `activation` -1: the card's. `whole`: the kernel is as large as its input, without padding. */
void add_conv(struct draft *d, bool whole, int activation);
void add_pool(struct draft *d);
void add_subsample(struct draft *d);
void add_dense(struct draft *d, unsigned units, int activation);
void add_activation(struct draft *d, int activation);
void add_dropout(struct draft *d);
void add_flatten(struct draft *d);

/* A dense layer with as many units as a picture has cells, rbf, and its pictures. */
void add_rbf(struct draft *d, bool trainable);

#endif

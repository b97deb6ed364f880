/*! rbf_centres - the pictures as numbers, where they are not trained: one row a picture. */
#pragma once

/* The centres: +1 where the picture has ink, -1 elsewhere. */
static const signed char rbf_centres[OUTPUTS][INPUTS] = {
    CENTRES,
};

/* draw.h - a network as SVG: feature maps as stacked planes with their sizes, as LeCun et al.
 * (1998), figure 2, draws LeNet-5. Real text, no script, no outside reference. */
#ifndef NETC_DRAW_H
#define NETC_DRAW_H

#include "draw/svg.h"
#include "model/model.h"

struct drawing {
    double scale;      /* pixels of the drawing for one of a feature map; 0: chosen by the model */
    bool inline_style; /* as a file of its own, with its colours in it; otherwise inside a page,
                          whose CSS gives the classes (draw.c lists them) their colours */
    const char *id;    /* prefix of the ids in it, so that two fit into one page */
};

/* Height and width in pixels go to *width and *height unless they are NULL. */
void draw_network(struct text *out, const struct model *model, const struct drawing *drawing,
                  double *width, double *height);

/* The scale at which all the models have the same one: so that planes compare by eye. */
double draw_common_scale(const struct model *const *models, unsigned count);

#endif

/* draw.h - a network as SVG: feature maps as stacked planes with their sizes, as LeCun et al.
 * (1998), figure 2, draws LeNet-5. Real text, no script, no outside reference. */
#ifndef NETC_DRAW_H
#define NETC_DRAW_H

#include "draw/svg.h"
#include "model/model.h"

/* All is drawn in currentColor, but for what the page's CSS gives a colour by class:
 *   .draw-map, .draw-bar   fill of the planes and of the bars of flat layers: the page's ground or
 *                          a tint of it, opaque
 *   .draw-field            receptive fields: the `color` of the squares and of their lines
 * Other classes, whose looks are complete: the root .draw; .draw-stage with .draw-name, .draw-size
 * and .draw-activation; .draw-step (its words), .draw-links (lines that are no receptive fields),
 * .draw-dots (what is left out), .draw-scale (the remark on it). Fonts must stay as they are:
 * room was measured for them. */
struct drawing {
    double scale;      /* pixels of the drawing for one of a feature map; 0: chosen by the model */
    bool inline_style; /* as a file of its own, with its colours in it */
    const char *id;    /* prefix of the ids in it, so that two fit into one page */
};

/* Height and width in pixels go to *width and *height unless they are NULL. */
void draw_network(struct text *out, const struct model *model, const struct drawing *drawing,
                  double *width, double *height);

/* The scale at which all the models have the same one: so that planes compare by eye. */
double draw_common_scale(const struct model *const *models, unsigned count);

#endif

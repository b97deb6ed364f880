/* synthetic_styles.c - see synthetic_styles.h. A point: (x, y) of both extremes. */
#include "synthetic_styles.h"

/* Points in the order of writing, several to a line. */
/* clang-format off */

#define DOWN(x0, y0, x1, y1) {PEN_DOWN, {x0, x1}, {y0, y1}}
#define TO(x0, y0, x1, y1)   {PEN_ROUND, {x0, x1}, {y0, y1}}
#define TURN(x0, y0, x1, y1) {PEN_CORNER, {x0, x1}, {y0, y1}}
#define UP                   {PEN_END, {0, 0}, {0, 0}}

/* Oval, closed; narrow to wide. */
static const struct pen_point ZERO_OVAL[] = {
    DOWN(34, 1, 46, 0), TO(16, 18, 14, 13), TO(9, 50, 2, 48), TO(17, 83, 15, 86),
    TO(31, 99, 42, 99), TO(46, 83, 70, 86), TO(54, 50, 82, 46), TO(47, 17, 68, 12),
    TO(34, 1, 44, 0), TO(24, 6, 26, 3), UP};

/* Begun at the top right, the ends apart or crossing. */
static const struct pen_point ZERO_OPEN[] = {
    DOWN(50, 8, 42, 12), TO(30, 2, 26, 8), TO(10, 24, 6, 34), TO(4, 60, 3, 66), TO(16, 94, 20, 98),
    TO(38, 96, 46, 92), TO(58, 62, 66, 56), TO(58, 26, 60, 16), TO(48, 6, 38, -2), UP};

/* The end swings over the beginning. */
static const struct pen_point ZERO_SWUNG[] = {
    DOWN(20, 4, 14, 0), TO(10, 24, 6, 30), TO(6, 62, 4, 70), TO(22, 96, 26, 98), TO(46, 84, 54, 80),
    TO(58, 48, 64, 40), TO(46, 16, 46, 10), TO(24, 8, 20, 12), TO(16, 18, 30, 24), UP};

static const struct pen_point ONE_LINE[] = {
    DOWN(24, 0, 34, 0), TO(30, 35, 33, 30), TO(30, 68, 31, 66), TO(34, 100, 22, 100), UP};

static const struct pen_point ONE_FLAG[] = {
    DOWN(16, 14, -4, 44), TURN(32, 0, 32, 0), TO(32, 50, 33, 50), TO(32, 100, 32, 100), UP};

static const struct pen_point ONE_BASE[] = {
    DOWN(14, 16, 8, 24), TURN(32, 0, 32, 0), TO(32, 50, 33, 50), TO(32, 98, 31, 98),
    DOWN(6, 99, 0, 97), TO(56, 97, 68, 100), UP};

/* A bow above, a straight foot; the second extreme is nearly a Z. */
static const struct pen_point TWO_FOOT[] = {
    DOWN(6, 24, 4, 8), TO(20, 4, 22, 3), TO(42, 3, 46, 2), TO(53, 22, 54, 12), TO(40, 52, 34, 48),
    TO(20, 78, 16, 78), TURN(4, 96, 2, 96), TO(32, 96, 34, 96), TO(62, 95, 68, 97), UP};

/* A loop at the left of the foot; small to large. */
static const struct pen_point TWO_LOOP[] = {
    DOWN(10, 20, 4, 20), TO(26, 3, 26, 0), TO(46, 6, 56, 8), TO(51, 28, 60, 34), TO(36, 60, 40, 66),
    TO(16, 88, 14, 94), TO(5, 94, -8, 92), TO(6, 84, -8, 70), TO(20, 82, 18, 64),
    TO(38, 92, 48, 86), TO(60, 90, 80, 98), UP};

/* A large round bow that begins low, almost an a. */
static const struct pen_point TWO_BOW[] = {
    DOWN(10, 28, 4, 42), TO(22, 6, 10, 14), TO(44, 1, 38, 0), TO(60, 20, 64, 18),
    TO(56, 48, 64, 54), TO(34, 80, 40, 88), TO(12, 92, 12, 98), TO(4, 80, -6, 86),
    TO(16, 66, 6, 70), TO(40, 80, 32, 74), TO(60, 98, 66, 92), UP};

/* A small bow, a long foot. */
static const struct pen_point TWO_TAIL[] = {
    DOWN(10, 14, 16, 10), TO(20, 0, 24, 0), TO(34, 10, 36, 14), TO(32, 44, 30, 50),
    TO(18, 80, 12, 84), TO(2, 96, -10, 92), TO(2, 84, -8, 80), TO(24, 84, 20, 80),
    TO(66, 88, 80, 72), UP};

/* The foot is a smooth swing, and the beginning a hook. */
static const struct pen_point TWO_SWAN[] = {
    DOWN(16, 26, 20, 30), TO(8, 14, 6, 18), TO(24, 2, 26, 2), TO(46, 8, 50, 10), TO(46, 34, 50, 38),
    TO(26, 66, 30, 70), TO(8, 90, 8, 94), TO(24, 96, 30, 92), TO(44, 98, 52, 98),
    TO(62, 90, 72, 92), UP};

static const struct pen_point THREE_CUSP[] = {
    DOWN(8, 14, -6, 12), TO(26, 1, 28, 0), TO(46, 12, 56, 12), TO(42, 36, 48, 36),
    TURN(18, 47, 28, 46), TO(44, 54, 54, 52), TO(52, 72, 68, 72), TO(38, 95, 46, 97),
    TO(18, 99, 16, 99), TO(6, 93, -10, 84), UP};

/* The lower half is hardly bent, or bent back only at the end. */
static const struct pen_point THREE_SLIM[] = {
    DOWN(6, 6, 0, 4), TO(28, 1, 30, 2), TO(46, 12, 52, 8), TURN(24, 42, 28, 38), TO(38, 46, 46, 42),
    TO(48, 62, 60, 56), TO(38, 84, 46, 84), TO(14, 98, 14, 100), TO(6, 98, 8, 96), UP};

/* A large upper bow to a small one. */
static const struct pen_point THREE_HIGH[] = {
    DOWN(10, 12, 6, 4), TO(30, 0, 26, 0), TO(50, 18, 40, 8), TO(42, 42, 34, 26),
    TURN(22, 50, 16, 32), TO(40, 54, 48, 40), TO(50, 72, 64, 66), TO(34, 95, 40, 98),
    TO(12, 98, 8, 98), TO(0, 88, -8, 84), UP};

/* A small loop or a smooth turn in the middle. */
static const struct pen_point THREE_LOOP[] = {
    DOWN(8, 12, 4, 16), TO(28, 0, 26, 0), TO(48, 12, 46, 12), TO(40, 36, 38, 38),
    TO(24, 48, 20, 50), TO(22, 54, 14, 46), TO(30, 48, 30, 48), TO(50, 60, 52, 64),
    TO(52, 84, 50, 88), TO(28, 100, 26, 100), TO(2, 90, 0, 82), UP};

static const struct pen_point THREE_FLAT[] = {
    DOWN(8, 4, 4, 6), TO(28, 3, 30, 4), TURN(50, 2, 56, 4), TURN(26, 40, 30, 38),
    TO(48, 50, 52, 48), TO(58, 72, 60, 70), TO(42, 95, 44, 96), TO(18, 99, 18, 98),
    TO(2, 88, 0, 90), UP};

/* Open above, two strokes; the bar crosses the stem or ends at it. */
static const struct pen_point FOUR_OPEN[] = {
    DOWN(14, 4, 6, 2), TO(10, 30, 4, 30), TURN(4, 58, 8, 54), TO(32, 56, 32, 54),
    TO(64, 54, 56, 50), DOWN(48, 0, 54, 4), TO(44, 50, 52, 50), TO(40, 100, 52, 100), UP};

/* The same with a rounded corner. */
static const struct pen_point FOUR_ROUND[] = {
    DOWN(14, 6, 0, 4), TO(6, 28, 2, 26), TO(4, 46, 8, 46), TO(14, 56, 24, 52), TO(36, 54, 40, 46),
    TO(64, 50, 56, 40), DOWN(54, 0, 60, 6), TO(46, 50, 56, 50), TO(38, 100, 52, 100), UP};

/* Down, up and down again without lifting the pen. */
static const struct pen_point FOUR_ONE[] = {
    DOWN(8, 6, 0, 8), TO(3, 30, 2, 36), TO(14, 52, 18, 54), TO(36, 44, 44, 44), TURN(54, 4, 62, 6),
    TO(48, 50, 56, 50), TO(42, 100, 48, 100), UP};

static const struct pen_point FOUR_CLOSED[] = {
    DOWN(44, 4, 40, 2), TO(24, 32, 20, 26), TURN(2, 62, 0, 56), TO(34, 60, 32, 56),
    TO(66, 60, 60, 56), DOWN(46, 2, 40, 2), TO(44, 50, 42, 50), TO(42, 100, 44, 100), UP};

/* Belly, then the hat as a stroke of its own. */
static const struct pen_point FIVE_HAT[] = {
    DOWN(16, 4, 20, 10), TURN(9, 38, 12, 46), TO(34, 34, 32, 42), TO(58, 54, 48, 58),
    TO(54, 84, 42, 86), TO(28, 100, 20, 99), TO(0, 90, -6, 90), DOWN(16, 4, 20, 10),
    TO(34, 3, 48, 6), TO(50, 2, 90, -4), UP};

/* One stroke, begun at the end of the hat. */
static const struct pen_point FIVE_ONE[] = {
    DOWN(52, 3, 84, -4), TO(34, 4, 46, 6), TURN(14, 5, 20, 12), TURN(8, 40, 10, 44),
    TO(34, 36, 28, 40), TO(58, 56, 44, 58), TO(50, 88, 38, 88), TO(24, 100, 18, 100),
    TO(0, 88, -8, 88), UP};

/* Nearly an S. */
static const struct pen_point FIVE_SOFT[] = {
    DOWN(56, 4, 64, 0), TO(34, 3, 40, 4), TO(16, 12, 20, 16), TO(16, 34, 18, 36),
    TO(38, 48, 34, 52), TO(50, 70, 44, 72), TO(38, 94, 30, 94), TO(18, 99, 10, 98),
    TO(2, 90, -8, 90), UP};

/* A short neck over a wide belly. */
static const struct pen_point FIVE_WIDE[] = {
    DOWN(60, 6, 58, 0), TO(40, 4, 36, 4), TURN(16, 8, 10, 6), TURN(10, 32, 4, 34),
    TO(36, 28, 34, 30), TO(64, 48, 66, 54), TO(62, 78, 60, 84), TO(34, 98, 32, 98),
    TO(4, 96, -2, 94), UP};

static const struct pen_point SIX_STRAIGHT[] = {
    DOWN(40, 0, 48, 2), TO(20, 28, 18, 32), TO(6, 64, 2, 68), TO(12, 92, 14, 96),
    TO(32, 99, 40, 99), TO(50, 84, 62, 82), TO(44, 63, 50, 62), TO(24, 62, 26, 66),
    TO(9, 78, 8, 84), UP};

/* The end curls up inside or stays open. */
static const struct pen_point SIX_CURL[] = {
    DOWN(36, 0, 28, 0), TO(16, 30, 8, 32), TO(4, 66, 0, 66), TO(14, 95, 20, 97), TO(36, 94, 52, 88),
    TO(46, 72, 60, 66), TO(34, 58, 44, 56), TO(18, 72, 28, 70), TO(20, 84, 24, 84), UP};

/* A hook above. */
static const struct pen_point SIX_HOOK[] = {
    DOWN(54, 12, 58, 6), TO(42, 1, 42, 2), TO(20, 14, 18, 20), TO(6, 50, 4, 54), TO(12, 88, 12, 90),
    TO(34, 99, 36, 99), TO(52, 82, 54, 80), TO(44, 58, 42, 58), TO(24, 58, 20, 60),
    TO(8, 72, 6, 76), UP};

/* Like a b: down, and up the same way before the loop. */
static const struct pen_point SIX_STEM[] = {
    DOWN(26, 0, 32, 0), TO(14, 40, 12, 44), TURN(6, 92, 2, 96), TO(20, 64, 14, 72),
    TO(40, 56, 34, 60), TO(52, 72, 52, 76), TO(40, 94, 38, 96), TO(8, 93, 2, 96), UP};

static const struct pen_point SEVEN_PLAIN[] = {
    DOWN(4, 8, 2, 4), TO(28, 5, 32, 4), TURN(56, 3, 58, 6), TO(38, 46, 50, 46),
    TO(22, 100, 44, 100), UP};

static const struct pen_point SEVEN_SERIF[] = {
    DOWN(4, 24, 2, 32), TURN(10, 4, 8, 6), TO(32, 6, 34, 6), TURN(58, 2, 58, 4), TO(38, 46, 46, 46),
    TO(26, 100, 38, 100), UP};

static const struct pen_point SEVEN_BAR[] = {
    DOWN(4, 10, 2, 4), TO(28, 5, 32, 4), TURN(56, 3, 58, 6), TO(38, 46, 48, 46),
    TO(24, 100, 40, 100), DOWN(14, 54, 24, 52), TO(56, 50, 68, 48), UP};

/* A bow instead of the corner. */
static const struct pen_point SEVEN_BOW[] = {
    DOWN(2, 14, 4, 22), TO(16, 3, 20, 4), TO(44, 3, 44, 2), TO(54, 14, 56, 20), TO(40, 48, 48, 56),
    TO(24, 100, 34, 100), UP};

/* From the top right as an S, and back up. */
static const struct pen_point EIGHT_S[] = {
    DOWN(50, 10, 70, 6), TO(30, 1, 34, 3), TO(12, 16, 12, 22), TO(26, 42, 28, 44),
    TO(44, 62, 44, 64), TO(46, 88, 40, 90), TO(28, 99, 22, 100), TO(8, 88, 4, 88),
    TO(14, 64, 14, 66), TO(34, 44, 34, 44), TO(50, 22, 58, 20), TO(46, 6, 84, -8), UP};

/* The ends curl towards each other like a heart's. */
static const struct pen_point EIGHT_HEART[] = {
    DOWN(36, 16, 40, 20), TO(24, 2, 22, 0), TO(8, 12, 4, 14), TO(18, 38, 22, 40),
    TO(42, 62, 48, 62), TO(44, 90, 46, 94), TO(26, 100, 24, 100), TO(10, 88, 4, 86),
    TO(20, 60, 22, 58), TO(44, 36, 52, 36), TO(54, 12, 66, 12), TO(44, 2, 54, -2),
    TO(32, 16, 38, 14), UP};

/* A ribbon begun at the foot, closed there by a line or hardly at all. */
static const struct pen_point EIGHT_RIBBON[] = {
    DOWN(10, 96, 2, 100), TO(20, 70, 22, 66), TO(44, 36, 48, 34), TO(50, 10, 52, 8),
    TO(30, 0, 28, 0), TO(12, 12, 8, 12), TO(20, 40, 22, 42), TO(44, 70, 50, 70),
    TURN(50, 98, 58, 98), TO(30, 100, 32, 96), TO(10, 98, 2, 98), UP};

/* Tall and narrow, the ends crossing at the top. */
static const struct pen_point EIGHT_TALL[] = {
    DOWN(38, 4, 46, 4), TO(20, 4, 22, 10), TO(18, 26, 18, 30), TO(32, 50, 30, 52),
    TO(42, 74, 38, 76), TO(34, 98, 24, 99), TO(14, 94, 6, 92), TO(16, 66, 12, 70),
    TO(34, 42, 36, 40), TO(44, 16, 54, 14), TO(32, 2, 40, 2), UP};

static const struct pen_point EIGHT_RINGS[] = {
    DOWN(30, 2, 36, 0), TO(12, 10, 14, 10), TO(10, 32, 12, 34), TO(28, 47, 34, 46),
    TO(48, 34, 58, 32), TO(48, 12, 54, 8), TO(28, 2, 32, 0), DOWN(30, 48, 34, 46), TO(8, 60, 4, 60),
    TO(8, 88, 6, 90), TO(30, 99, 36, 99), TO(54, 86, 66, 86), TO(52, 58, 60, 56),
    TO(30, 47, 32, 46), UP};

/* Begun in the middle. */
static const struct pen_point EIGHT_MIDDLE[] = {
    DOWN(30, 48, 34, 46), TO(14, 34, 12, 30), TO(16, 8, 18, 4), TO(34, 1, 42, 0),
    TO(50, 14, 58, 16), TO(40, 40, 44, 40), TO(16, 62, 14, 64), TO(8, 86, 6, 90),
    TO(26, 99, 30, 99), TO(48, 90, 52, 88), TO(46, 66, 50, 62), TO(28, 46, 30, 44), UP};

static const struct pen_point NINE_STEM[] = {
    DOWN(46, 12, 52, 8), TO(28, 1, 30, 0), TO(9, 18, 4, 18), TO(10, 42, 6, 42), TO(26, 52, 28, 50),
    TO(44, 36, 48, 32), TURN(48, 8, 54, 6), TO(46, 52, 48, 50), TO(42, 100, 38, 100), UP};

/* Leaning back, almost an a. */
static const struct pen_point NINE_A[] = {
    DOWN(48, 10, 56, 14), TO(26, 0, 28, 0), TO(6, 20, 0, 28), TO(8, 46, 10, 58), TO(30, 50, 36, 58),
    TO(46, 28, 56, 30), TURN(52, 4, 58, 4), TO(52, 50, 62, 54), TO(56, 100, 76, 100), UP};

/* A flat loop. */
static const struct pen_point NINE_FLAT[] = {
    DOWN(56, 8, 70, 4), TO(30, 4, 36, 6), TO(6, 22, 4, 22), TO(12, 40, 10, 34), TO(36, 32, 44, 28),
    TO(58, 10, 70, 6), TO(50, 46, 54, 46), TO(38, 100, 34, 100), UP};

/* The loop runs on into the stem. */
static const struct pen_point NINE_FLOW[] = {
    DOWN(46, 26, 50, 20), TO(36, 4, 36, 0), TO(14, 10, 10, 8), TO(8, 36, 4, 30), TO(24, 48, 20, 44),
    TO(42, 34, 42, 28), TO(48, 14, 54, 8), TO(46, 50, 46, 46), TO(38, 100, 26, 100), UP};

/* A hook at the foot. */
static const struct pen_point NINE_HOOK[] = {
    DOWN(48, 12, 50, 10), TO(30, 0, 30, 0), TO(9, 14, 8, 16), TO(12, 40, 10, 40),
    TO(30, 46, 28, 46), TO(48, 28, 46, 26), TURN(51, 10, 52, 8), TO(50, 52, 54, 54),
    TO(40, 90, 44, 92), TO(22, 100, 24, 99), TO(6, 90, 4, 84), UP};

/* The loop is open above, or its beginning far to the right. */
static const struct pen_point NINE_OPEN[] = {
    DOWN(48, 4, 62, 4), TO(26, 4, 30, 2), TO(8, 24, 6, 22), TO(14, 46, 12, 42), TO(34, 42, 34, 40),
    TURN(52, 16, 54, 20), TO(44, 56, 44, 58), TO(34, 100, 32, 100), UP};

/* The loop, open above, is wide and round; a hook bends down at its beginning. */
static const struct pen_point NINE_HOOD[] = {
    DOWN(52, 14, 62, 16), TO(44, 2, 50, 2), TO(20, 6, 20, 4), TO(4, 26, 0, 24), TO(12, 46, 12, 42),
    TO(34, 44, 38, 38), TURN(52, 24, 60, 18), TO(48, 56, 50, 56), TO(40, 100, 34, 100), UP};

/* clang-format on */

const struct pen_style PEN_STYLES[] = {
    {0, 5, ZERO_OVAL},    {0, 3, ZERO_OPEN},    {0, 2, ZERO_SWUNG},  {1, 15, ONE_LINE},
    {1, 3, ONE_FLAG},     {1, 2, ONE_BASE},     {2, 4, TWO_FOOT},    {2, 4, TWO_LOOP},
    {2, 2, TWO_SWAN},     {2, 4, TWO_BOW},      {2, 2, TWO_TAIL},    {3, 6, THREE_CUSP},
    {3, 3, THREE_LOOP},   {3, 1, THREE_FLAT},   {3, 3, THREE_SLIM},  {3, 3, THREE_HIGH},
    {4, 5, FOUR_OPEN},    {4, 3, FOUR_ROUND},   {4, 1, FOUR_ONE},    {4, 1, FOUR_CLOSED},
    {5, 4, FIVE_HAT},     {5, 4, FIVE_ONE},     {5, 2, FIVE_SOFT},   {5, 3, FIVE_WIDE},
    {6, 4, SIX_STRAIGHT}, {6, 2, SIX_CURL},     {6, 2, SIX_HOOK},    {6, 1, SIX_STEM},
    {7, 5, SEVEN_PLAIN},  {7, 2, SEVEN_SERIF},  {7, 1, SEVEN_BAR},   {7, 2, SEVEN_BOW},
    {8, 5, EIGHT_S},      {8, 2, EIGHT_TALL},   {8, 2, EIGHT_RINGS}, {8, 1, EIGHT_MIDDLE},
    {8, 2, EIGHT_HEART},  {8, 1, EIGHT_RIBBON}, {9, 4, NINE_STEM},   {9, 3, NINE_FLOW},
    {9, 1, NINE_HOOK},    {9, 3, NINE_OPEN},    {9, 2, NINE_HOOD},   {9, 2, NINE_A},
    {9, 2, NINE_FLAT}};

const size_t PEN_STYLE_COUNT = sizeof PEN_STYLES / sizeof *PEN_STYLES;

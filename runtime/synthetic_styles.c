/* synthetic_styles.c - see synthetic_styles.h. A row is a point: first extreme, second extreme. */
#include "synthetic_styles.h"

#define DOWN(x0, y0, x1, y1)                                                                       \
    {                                                                                              \
        PEN_DOWN, {x0, x1}, {                                                                      \
            y0, y1                                                                                 \
        }                                                                                          \
    }
#define ROUND(x0, y0, x1, y1)                                                                      \
    {                                                                                              \
        PEN_ROUND, {x0, x1}, {                                                                     \
            y0, y1                                                                                 \
        }                                                                                          \
    }
#define CORNER(x0, y0, x1, y1)                                                                     \
    {                                                                                              \
        PEN_CORNER, {x0, x1}, {                                                                    \
            y0, y1                                                                                 \
        }                                                                                          \
    }
#define END                                                                                        \
    {                                                                                              \
        PEN_END, {0, 0}, {                                                                         \
            0, 0                                                                                   \
        }                                                                                          \
    }

/* Oval, closed; narrow to wide. */
static const struct pen_point ZERO_OVAL[] = {DOWN(34, 1, 46, 0),
                                             ROUND(16, 18, 14, 13),
                                             ROUND(9, 50, 2, 48),
                                             ROUND(17, 83, 15, 86),
                                             ROUND(31, 99, 42, 99),
                                             ROUND(46, 83, 70, 86),
                                             ROUND(54, 50, 82, 46),
                                             ROUND(47, 17, 68, 12),
                                             ROUND(34, 1, 44, 0),
                                             ROUND(24, 6, 26, 3),
                                             END};

/* Begun at the top right, the ends apart or crossing. */
static const struct pen_point ZERO_OPEN[] = {DOWN(50, 8, 42, 12),   ROUND(30, 2, 26, 8),
                                             ROUND(10, 24, 6, 34),  ROUND(4, 60, 3, 66),
                                             ROUND(16, 94, 20, 98), ROUND(38, 96, 46, 92),
                                             ROUND(58, 62, 66, 56), ROUND(58, 26, 60, 16),
                                             ROUND(48, 6, 38, -2),  END};

/* The end swings over the beginning. */
static const struct pen_point ZERO_SWUNG[] = {DOWN(20, 4, 14, 0),    ROUND(10, 24, 6, 30),
                                              ROUND(6, 62, 4, 70),   ROUND(22, 96, 26, 98),
                                              ROUND(46, 84, 54, 80), ROUND(58, 48, 64, 40),
                                              ROUND(46, 16, 46, 10), ROUND(24, 8, 20, 12),
                                              ROUND(16, 18, 30, 24), END};

static const struct pen_point ONE_LINE[] = {DOWN(24, 0, 34, 0), ROUND(30, 35, 33, 30),
                                            ROUND(30, 68, 31, 66), ROUND(34, 100, 22, 100), END};

static const struct pen_point ONE_FLAG[] = {DOWN(16, 14, 2, 30), CORNER(32, 0, 32, 0),
                                            ROUND(32, 50, 33, 50), ROUND(32, 100, 32, 100), END};

static const struct pen_point ONE_BASE[] = {DOWN(14, 16, 8, 24),
                                            CORNER(32, 0, 32, 0),
                                            ROUND(32, 50, 33, 50),
                                            ROUND(32, 98, 31, 98),
                                            DOWN(6, 99, 0, 97),
                                            ROUND(56, 97, 68, 100),
                                            END};

/* A bow above, a straight foot; the second extreme is nearly a Z. */
static const struct pen_point TWO_FOOT[] = {DOWN(6, 24, 4, 8),     ROUND(20, 4, 22, 3),
                                            ROUND(42, 3, 46, 2),   ROUND(53, 22, 54, 12),
                                            ROUND(40, 52, 34, 48), ROUND(20, 78, 16, 78),
                                            CORNER(4, 96, 2, 96),  ROUND(32, 96, 34, 96),
                                            ROUND(62, 95, 68, 97), END};

/* A loop at the left of the foot; small to large. */
static const struct pen_point TWO_LOOP[] = {
    DOWN(10, 20, 4, 20),   ROUND(26, 3, 26, 0),   ROUND(46, 6, 56, 8),   ROUND(51, 28, 60, 34),
    ROUND(36, 60, 40, 66), ROUND(16, 88, 14, 94), ROUND(5, 94, -8, 92),  ROUND(6, 84, -8, 70),
    ROUND(20, 82, 18, 64), ROUND(38, 92, 48, 86), ROUND(60, 90, 80, 98), END};

/* A large round bow that begins low, almost an a. */
static const struct pen_point TWO_BOW[] = {
    DOWN(10, 28, 4, 42),   ROUND(22, 6, 10, 14),  ROUND(44, 1, 38, 0),   ROUND(60, 20, 64, 18),
    ROUND(56, 48, 64, 54), ROUND(34, 80, 40, 88), ROUND(12, 92, 12, 98), ROUND(4, 80, -6, 86),
    ROUND(16, 66, 6, 70),  ROUND(40, 80, 32, 74), ROUND(60, 98, 66, 92), END};

/* The foot is a smooth swing, and the beginning a hook. */
static const struct pen_point TWO_SWAN[] = {DOWN(16, 26, 20, 30),
                                            ROUND(8, 14, 6, 18),
                                            ROUND(24, 2, 26, 2),
                                            ROUND(46, 8, 50, 10),
                                            ROUND(46, 34, 50, 38),
                                            ROUND(26, 66, 30, 70),
                                            ROUND(8, 90, 8, 94),
                                            ROUND(24, 96, 30, 92),
                                            ROUND(44, 98, 52, 98),
                                            ROUND(62, 90, 72, 92),
                                            END};

static const struct pen_point THREE_CUSP[] = {DOWN(8, 14, -6, 12),
                                              ROUND(26, 1, 28, 0),
                                              ROUND(46, 12, 56, 12),
                                              ROUND(42, 36, 48, 36),
                                              CORNER(18, 47, 28, 46),
                                              ROUND(44, 54, 54, 52),
                                              ROUND(52, 72, 68, 72),
                                              ROUND(38, 95, 46, 97),
                                              ROUND(18, 99, 16, 99),
                                              ROUND(6, 93, -10, 84),
                                              END};

/* The lower half is hardly bent, or bent back only at the end. */
static const struct pen_point THREE_SLIM[] = {DOWN(6, 6, 0, 4),      ROUND(28, 1, 30, 2),
                                              ROUND(46, 12, 52, 8),  CORNER(24, 42, 28, 38),
                                              ROUND(38, 46, 46, 42), ROUND(48, 62, 60, 56),
                                              ROUND(38, 84, 46, 84), ROUND(14, 98, 14, 100),
                                              ROUND(6, 98, 8, 96),   END};

/* A small loop or a smooth turn in the middle. */
static const struct pen_point THREE_LOOP[] = {
    DOWN(8, 12, 4, 16),    ROUND(28, 0, 26, 0),     ROUND(48, 12, 46, 12), ROUND(40, 36, 38, 38),
    ROUND(24, 48, 20, 50), ROUND(22, 54, 14, 46),   ROUND(30, 48, 30, 48), ROUND(50, 60, 52, 64),
    ROUND(52, 84, 50, 88), ROUND(28, 100, 26, 100), ROUND(2, 90, 0, 82),   END};

static const struct pen_point THREE_FLAT[] = {DOWN(8, 4, 4, 6),      ROUND(28, 3, 30, 4),
                                              CORNER(50, 2, 56, 4),  CORNER(26, 40, 30, 38),
                                              ROUND(48, 50, 52, 48), ROUND(58, 72, 60, 70),
                                              ROUND(42, 95, 44, 96), ROUND(18, 99, 18, 98),
                                              ROUND(2, 88, 0, 90),   END};

/* Open above, two strokes; the bar crosses the stem or ends at it. */
static const struct pen_point FOUR_OPEN[] = {
    DOWN(14, 4, 6, 2),     ROUND(10, 30, 4, 30),    CORNER(4, 58, 8, 54),
    ROUND(32, 56, 32, 54), ROUND(64, 54, 56, 50),   DOWN(48, 0, 54, 4),
    ROUND(44, 50, 52, 50), ROUND(40, 100, 52, 100), END};

/* The same with a rounded corner. */
static const struct pen_point FOUR_ROUND[] = {DOWN(14, 6, 0, 4),       ROUND(6, 28, 2, 26),
                                              ROUND(4, 46, 8, 46),     ROUND(14, 56, 24, 52),
                                              ROUND(36, 54, 40, 46),   ROUND(64, 50, 56, 40),
                                              DOWN(54, 0, 60, 6),      ROUND(46, 50, 56, 50),
                                              ROUND(38, 100, 52, 100), END};

/* Down, up and down again without lifting the pen. */
static const struct pen_point FOUR_ONE[] = {
    DOWN(8, 6, 0, 8),     ROUND(3, 30, 2, 36),   ROUND(14, 52, 18, 54),   ROUND(36, 44, 44, 44),
    CORNER(54, 4, 62, 6), ROUND(48, 50, 56, 50), ROUND(42, 100, 48, 100), END};

static const struct pen_point FOUR_CLOSED[] = {
    DOWN(44, 4, 40, 2),    ROUND(24, 32, 20, 26),   CORNER(2, 62, 0, 56),
    ROUND(34, 60, 32, 56), ROUND(66, 60, 60, 56),   DOWN(46, 2, 40, 2),
    ROUND(44, 50, 42, 50), ROUND(42, 100, 44, 100), END};

/* Belly, then the hat as a stroke of its own. */
static const struct pen_point FIVE_HAT[] = {DOWN(16, 4, 20, 10),
                                            CORNER(9, 38, 12, 46),
                                            ROUND(34, 34, 32, 42),
                                            ROUND(58, 54, 48, 58),
                                            ROUND(54, 84, 42, 86),
                                            ROUND(28, 100, 20, 99),
                                            ROUND(0, 90, -6, 90),
                                            DOWN(16, 4, 20, 10),
                                            ROUND(34, 3, 48, 6),
                                            ROUND(50, 2, 90, -4),
                                            END};

/* One stroke, begun at the end of the hat. */
static const struct pen_point FIVE_ONE[] = {DOWN(52, 3, 84, -4),   ROUND(34, 4, 46, 6),
                                            CORNER(14, 5, 20, 12), CORNER(8, 40, 10, 44),
                                            ROUND(34, 36, 28, 40), ROUND(58, 56, 44, 58),
                                            ROUND(50, 88, 38, 88), ROUND(24, 100, 18, 100),
                                            ROUND(0, 88, -8, 88),  END};

/* Nearly an S. */
static const struct pen_point FIVE_SOFT[] = {DOWN(56, 4, 64, 0),    ROUND(34, 3, 40, 4),
                                             ROUND(16, 12, 20, 16), ROUND(16, 34, 18, 36),
                                             ROUND(38, 48, 34, 52), ROUND(50, 70, 44, 72),
                                             ROUND(38, 94, 30, 94), ROUND(18, 99, 10, 98),
                                             ROUND(2, 90, -8, 90),  END};

static const struct pen_point SIX_STRAIGHT[] = {DOWN(40, 0, 48, 2),    ROUND(20, 28, 18, 32),
                                                ROUND(6, 64, 2, 68),   ROUND(12, 92, 14, 96),
                                                ROUND(32, 99, 40, 99), ROUND(50, 84, 62, 82),
                                                ROUND(44, 63, 50, 62), ROUND(24, 62, 26, 66),
                                                ROUND(9, 78, 8, 84),   END};

/* The end curls up inside or stays open. */
static const struct pen_point SIX_CURL[] = {DOWN(36, 0, 28, 0),    ROUND(16, 30, 8, 32),
                                            ROUND(4, 66, 0, 66),   ROUND(14, 95, 20, 97),
                                            ROUND(36, 94, 52, 88), ROUND(46, 72, 60, 66),
                                            ROUND(34, 58, 44, 56), ROUND(18, 72, 28, 70),
                                            ROUND(20, 84, 24, 84), END};

/* A hook above. */
static const struct pen_point SIX_HOOK[] = {DOWN(54, 12, 58, 6),
                                            ROUND(42, 1, 42, 2),
                                            ROUND(20, 14, 18, 20),
                                            ROUND(6, 50, 4, 54),
                                            ROUND(12, 88, 12, 90),
                                            ROUND(34, 99, 36, 99),
                                            ROUND(52, 82, 54, 80),
                                            ROUND(44, 58, 42, 58),
                                            ROUND(24, 58, 20, 60),
                                            ROUND(8, 72, 6, 76),
                                            END};

/* Like a b: down, and up the same way before the loop. */
static const struct pen_point SIX_STEM[] = {
    DOWN(26, 0, 32, 0),    ROUND(14, 40, 12, 44), CORNER(6, 92, 2, 96),
    ROUND(20, 64, 14, 72), ROUND(40, 56, 34, 60), ROUND(52, 72, 52, 76),
    ROUND(40, 94, 38, 96), ROUND(8, 93, 2, 96),   END};

static const struct pen_point SEVEN_PLAIN[] = {DOWN(4, 8, 2, 4),        ROUND(28, 5, 32, 4),
                                               CORNER(56, 3, 58, 6),    ROUND(38, 46, 50, 46),
                                               ROUND(22, 100, 44, 100), END};

static const struct pen_point SEVEN_SERIF[] = {DOWN(4, 24, 2, 32),
                                               CORNER(10, 4, 8, 6),
                                               ROUND(32, 6, 34, 6),
                                               CORNER(58, 2, 58, 4),
                                               ROUND(38, 46, 46, 46),
                                               ROUND(26, 100, 38, 100),
                                               END};

static const struct pen_point SEVEN_BAR[] = {
    DOWN(4, 10, 2, 4),       ROUND(28, 5, 32, 4),  CORNER(56, 3, 58, 6),  ROUND(38, 46, 48, 46),
    ROUND(24, 100, 40, 100), DOWN(14, 54, 24, 52), ROUND(56, 50, 68, 48), END};

/* A bow instead of the corner. */
static const struct pen_point SEVEN_BOW[] = {DOWN(2, 14, 4, 22),
                                             ROUND(16, 3, 20, 4),
                                             ROUND(44, 3, 44, 2),
                                             ROUND(54, 14, 56, 20),
                                             ROUND(40, 48, 48, 56),
                                             ROUND(24, 100, 34, 100),
                                             END};

/* From the top right as an S, and back up. */
static const struct pen_point EIGHT_S[] = {DOWN(50, 10, 70, 6),
                                           ROUND(30, 1, 34, 3),
                                           ROUND(12, 16, 12, 22),
                                           ROUND(26, 42, 28, 44),
                                           ROUND(44, 62, 44, 64),
                                           ROUND(46, 88, 40, 90),
                                           ROUND(28, 99, 22, 100),
                                           ROUND(8, 88, 4, 88),
                                           ROUND(14, 64, 14, 66),
                                           ROUND(34, 44, 34, 44),
                                           ROUND(50, 22, 58, 20),
                                           ROUND(46, 6, 84, -8),
                                           END};

/* The ends curl towards each other like a heart's. */
static const struct pen_point EIGHT_HEART[] = {DOWN(36, 16, 40, 20),    ROUND(24, 2, 22, 0),
                                               ROUND(8, 12, 4, 14),     ROUND(18, 38, 22, 40),
                                               ROUND(42, 62, 48, 62),   ROUND(44, 90, 46, 94),
                                               ROUND(26, 100, 24, 100), ROUND(10, 88, 4, 86),
                                               ROUND(20, 60, 22, 58),   ROUND(44, 36, 52, 36),
                                               ROUND(54, 12, 66, 12),   ROUND(44, 2, 54, -2),
                                               ROUND(32, 16, 38, 14),   END};

/* A ribbon begun at the foot, closed there by a line or hardly at all. */
static const struct pen_point EIGHT_RIBBON[] = {
    DOWN(10, 96, 2, 100),   ROUND(20, 70, 22, 66),  ROUND(44, 36, 48, 34), ROUND(50, 10, 52, 8),
    ROUND(30, 0, 28, 0),    ROUND(12, 12, 8, 12),   ROUND(20, 40, 22, 42), ROUND(44, 70, 50, 70),
    CORNER(50, 98, 58, 98), ROUND(30, 100, 32, 96), ROUND(10, 98, 2, 98),  END};

/* Tall and narrow, the ends crossing at the top. */
static const struct pen_point EIGHT_TALL[] = {
    DOWN(38, 4, 46, 4),    ROUND(20, 4, 22, 10),  ROUND(18, 26, 18, 30), ROUND(32, 50, 30, 52),
    ROUND(42, 74, 38, 76), ROUND(34, 98, 24, 99), ROUND(14, 94, 6, 92),  ROUND(16, 66, 12, 70),
    ROUND(34, 42, 36, 40), ROUND(44, 16, 54, 14), ROUND(32, 2, 40, 2),   END};

static const struct pen_point EIGHT_RINGS[] = {
    DOWN(30, 2, 36, 0),    ROUND(12, 10, 14, 10), ROUND(10, 32, 12, 34),
    ROUND(28, 47, 34, 46), ROUND(48, 34, 58, 32), ROUND(48, 12, 54, 8),
    ROUND(28, 2, 32, 0),   DOWN(30, 48, 34, 46),  ROUND(8, 60, 4, 60),
    ROUND(8, 88, 6, 90),   ROUND(30, 99, 36, 99), ROUND(54, 86, 66, 86),
    ROUND(52, 58, 60, 56), ROUND(30, 47, 32, 46), END};

/* Begun in the middle. */
static const struct pen_point EIGHT_MIDDLE[] = {DOWN(30, 48, 34, 46),
                                                ROUND(14, 34, 12, 30),
                                                ROUND(16, 8, 18, 4),
                                                ROUND(34, 1, 42, 0),
                                                ROUND(50, 14, 58, 16),
                                                ROUND(40, 40, 44, 40),
                                                ROUND(16, 62, 14, 64),
                                                ROUND(8, 86, 6, 90),
                                                ROUND(26, 99, 30, 99),
                                                ROUND(48, 90, 52, 88),
                                                ROUND(46, 66, 50, 62),
                                                ROUND(28, 46, 30, 44),
                                                END};

static const struct pen_point NINE_STEM[] = {DOWN(46, 12, 52, 8),     ROUND(28, 1, 30, 0),
                                             ROUND(9, 18, 4, 18),     ROUND(10, 42, 6, 42),
                                             ROUND(26, 52, 28, 50),   ROUND(44, 36, 48, 32),
                                             CORNER(48, 8, 54, 6),    ROUND(46, 52, 48, 50),
                                             ROUND(42, 100, 38, 100), END};

/* Leaning back, almost an a. */
static const struct pen_point NINE_A[] = {DOWN(48, 10, 56, 14),    ROUND(26, 0, 28, 0),
                                          ROUND(6, 20, 0, 28),     ROUND(8, 46, 10, 58),
                                          ROUND(30, 50, 36, 58),   ROUND(46, 28, 56, 30),
                                          CORNER(52, 4, 58, 4),    ROUND(52, 50, 62, 54),
                                          ROUND(56, 100, 76, 100), END};

/* A flat loop. */
static const struct pen_point NINE_FLAT[] = {
    DOWN(56, 8, 70, 4),    ROUND(30, 4, 36, 6),     ROUND(6, 22, 4, 22),
    ROUND(12, 40, 10, 34), ROUND(36, 32, 44, 28),   ROUND(58, 10, 70, 6),
    ROUND(50, 46, 54, 46), ROUND(38, 100, 34, 100), END};

/* The loop runs on into the stem. */
static const struct pen_point NINE_FLOW[] = {DOWN(46, 26, 50, 20),    ROUND(36, 4, 36, 0),
                                             ROUND(14, 10, 10, 8),    ROUND(8, 36, 4, 30),
                                             ROUND(24, 48, 20, 44),   ROUND(42, 34, 42, 28),
                                             ROUND(48, 14, 54, 8),    ROUND(46, 50, 46, 46),
                                             ROUND(38, 100, 26, 100), END};

/* A hook at the foot. */
static const struct pen_point NINE_HOOK[] = {
    DOWN(48, 12, 50, 10),  ROUND(30, 0, 30, 0),    ROUND(9, 14, 8, 16),   ROUND(12, 40, 10, 40),
    ROUND(30, 46, 28, 46), ROUND(48, 28, 46, 26),  CORNER(51, 10, 52, 8), ROUND(50, 52, 54, 54),
    ROUND(40, 90, 44, 92), ROUND(22, 100, 24, 99), ROUND(6, 90, 4, 84),   END};

/* The loop is open above, or its beginning far to the right. */
static const struct pen_point NINE_OPEN[] = {
    DOWN(48, 4, 62, 4),    ROUND(26, 4, 30, 2),     ROUND(8, 24, 6, 22),
    ROUND(14, 46, 12, 42), ROUND(34, 42, 34, 40),   CORNER(52, 16, 54, 20),
    ROUND(44, 56, 44, 58), ROUND(34, 100, 32, 100), END};

const struct pen_style PEN_STYLES[] = {
    {0, 5, ZERO_OVAL},    {0, 3, ZERO_OPEN},    {0, 2, ZERO_SWUNG},   {1, 17, ONE_LINE},
    {1, 2, ONE_FLAG},     {1, 1, ONE_BASE},     {2, 4, TWO_FOOT},     {2, 4, TWO_LOOP},
    {2, 2, TWO_SWAN},     {2, 3, TWO_BOW},      {3, 6, THREE_CUSP},   {3, 3, THREE_LOOP},
    {3, 1, THREE_FLAT},   {3, 2, THREE_SLIM},   {4, 5, FOUR_OPEN},    {4, 3, FOUR_ROUND},
    {4, 2, FOUR_ONE},     {4, 1, FOUR_CLOSED},  {5, 4, FIVE_HAT},     {5, 4, FIVE_ONE},
    {5, 2, FIVE_SOFT},    {6, 4, SIX_STRAIGHT}, {6, 3, SIX_CURL},     {6, 2, SIX_HOOK},
    {6, 1, SIX_STEM},     {7, 5, SEVEN_PLAIN},  {7, 2, SEVEN_SERIF},  {7, 1, SEVEN_BAR},
    {7, 2, SEVEN_BOW},    {8, 5, EIGHT_S},      {8, 2, EIGHT_TALL},   {8, 2, EIGHT_RINGS},
    {8, 1, EIGHT_MIDDLE}, {8, 2, EIGHT_HEART},  {8, 1, EIGHT_RIBBON}, {9, 4, NINE_STEM},
    {9, 3, NINE_FLOW},    {9, 1, NINE_HOOK},    {9, 2, NINE_OPEN},    {9, 2, NINE_A},
    {9, 2, NINE_FLAT}};

const size_t PEN_STYLE_COUNT = sizeof PEN_STYLES / sizeof *PEN_STYLES;

/* The sections that show pictures: what they say, and that text of others stays text. */
#include "support.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const char PLAIN[] =
    "network a { input 28x28x1\n C1: conv 6 of 5x5, tanh\n S2: maxpool 2x2\n"
    " F: flatten\n OUT: dense 10, softmax }";
static const char NARROW[] =
    "network b { input 28x28x1\n F: flatten\n D: dense 4, squash\n OUT: rbf 10, targets t }\n"
    "targets t 10 of 1x4 {\n XXXX XXX. XX.X XX.. X.XX X.X. X..X X... .XXX .XX.\n}\n"
    "train { loss map }";

static const char HOSTILE[] = "</p><script>alert('x')</script>\"&";
static const char ESCAPED[] =
    "&lt;/p&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;";

/* A convolution beside dense layers; rows as the comparison would align them. */
static struct page made_page(struct arena *arena) {
    struct comparison *comparison = ARENA_NEW(arena, struct comparison);
    const double sureness[] = {0.5, 0.75, 0.9};
    struct predictions *both[] = {made_predictions(arena, "123", "123", sureness),
                                  made_predictions(arena, "123", "145", sureness)};
    comparison->columns = ARENA_ARRAY(arena, 2, struct column);
    comparison->columns[0] = made_column(arena, HOSTILE, PLAIN);
    comparison->columns[1] = made_column(arena, "narrow", NARROW);
    comparison->column_count = 2;
    const struct layer *first = comparison->columns[0].model->layers,
                       *second = comparison->columns[1].model->layers;
    const struct match rows[] = {{{&first[0], NULL}, false},
                                 {{&first[1], NULL}, false},
                                 {{&first[2], &second[0]}, true},
                                 {{NULL, &second[1]}, false},
                                 {{&first[3], &second[2]}, false}};
    comparison->row_count = sizeof rows / sizeof rows[0];
    comparison->rows = ARENA_ARRAY(arena, comparison->row_count, struct match);
    memcpy(comparison->rows, rows, sizeof rows);
    struct trial *trial = made_trial(arena, comparison, both);
    return (struct page){.arena = arena, .comparison = comparison, .trial = trial};
}

static const char *written(const struct page *page,
                           void (*section)(struct text *, const struct page *)) {
    struct text text = text_create(page->arena);
    section(&text, page);
    assert_null(strstr(text.data, "<script"));
    static const char *const NOWHERE[] = {"\"nan", ">nan", " nan",  "-nan",
                                          " inf",  ">inf", "(null)"};
    for (unsigned i = 0; i < sizeof NOWHERE / sizeof NOWHERE[0]; i++)
        assert_null(strstr(text.data, NOWHERE[i]));
    assert_int_equal(strlen(text.data), text.length);
    return text.data;
}

static void says(const char *html, const char *words) {
    if (!strstr(html, words))
        fail_msg("`%s` is not in:\n%s", words, html);
}

static unsigned times_in(const char *html, const char *words) {
    unsigned count = 0;
    while ((html = strstr(html, words)) != NULL) {
        count++;
        html += strlen(words);
    }
    return count;
}

static void disagreements_say_how_many(void **state) {
    struct page page = made_page(*state);
    float pixels[9] = {0, 1};
    struct picture pictures[] = {{1, 3, 3, 1, pixels}};
    struct trial *trial = (struct trial *)page.trial;
    assert_true(has_disagreements(&page));
    trial->pictures = pictures;
    trial->picture_count = 1;
    const char *html = written(&page, section_disagreements);
    says(html, ESCAPED);
    says(html, "right, ");
    says(html, "wrong: 2\xc2\xa0images</h3>");
    says(html, "wrong: 0\xc2\xa0images</h3>");
    says(html, "alt=\"test image 1, a 2\"");
    says(html, "<figcaption>2: a&#160;<strong>3</strong></figcaption>"); /* without its picture */
    says(html, "are distances: the smallest is the answer");
    says(html, "probability of 0: 0.0 %, 1: 0.0 %, 2: 75.0 %, 3: 0.0 %");
    says(html, "distance 0.75");
    says(html, "<p class=\"muted\">With seed 1.</p>");
    assert_int_equal(times_in(html, "<img"), 1);
    assert_int_equal(times_in(html, "<svg class=\"outputs"), 4);
}

/* Of several networks, a table has all totals; the third has done no run. */
static void several_pairs_have_a_table(void **state) {
    struct page page = made_page(*state);
    const struct column *two = page.comparison->columns;
    struct column four[] = {two[0], two[1], two[1], two[0]};
    struct comparison comparison = *page.comparison;
    const struct trained *done = page.trial->networks;
    struct trained networks[] = {done[0], done[1], {0}, done[0]};
    struct trial trial = *page.trial;
    comparison.columns = four;
    comparison.column_count = 4;
    trial.comparison = page.comparison = &comparison;
    trial.networks = networks;
    page.trial = &trial;
    const char *html = written(&page, section_disagreements);
    says(html, "<td>\xe2\x80\x93</td><td>2</td><td>\xe2\x80\x93</td><td>0</td></tr>");
    assert_int_equal(times_in(html, "wrong: 2\xc2\xa0images</h3>"), 2);
    assert_int_equal(times_in(html, "wrong: 0\xc2\xa0images</h3>"), 0);
}

static void outputs_that_are_no_numbers_have_no_length(void **state) {
    struct page page = made_page(*state);
    struct run *run = page.trial->networks[0].runs;
    for (unsigned i = 0; i < 30; i++)
        run->test->outputs[i] = i % 2 ? NAN : INFINITY;
    says(written(&page, section_disagreements), "no number");
}

static void filters_share_one_scale(void **state) {
    struct page page = made_page(*state);
    assert_false(has_filters(&page));
    float weights[6 * 25] = {[3] = -0.25F, [7] = 0.5F};
    page.trial->networks[0].filters = (struct filters){"C1.weight", 6, 1, 5, 5, weights};
    assert_true(has_filters(&page));
    const char *html = written(&page, section_filters);
    says(html, "<span>-0.5</span>");
    says(html, "C1.weight: 6 kernels of 5x5; weights from -0.25 to 0.5");
    says(html, "It has no convolution.");
    assert_int_equal(times_in(html, "alt=\"kernels of C1.weight of "), 1);
}

static void many_filters_are_cut(void **state) {
    struct page page = made_page(*state);
    struct maps weights = made_maps(*state, "", "", 400 * 3, 9, 9);
    page.trial->networks[1].filters = (struct filters){"C1.weight", 400, 3, 9, 9, weights.values};
    const char *html = written(&page, section_filters);
    says(html, "400 kernels of 9x9 over 3 channels, those of one map side by side, the first 269");
}

static void maps_stand_beside_each_other(void **state) {
    struct page page = made_page(*state);
    assert_false(has_feature_maps(&page));
    float outputs[10] = {[7] = 1};
    struct maps wide[] = {
        made_maps(*state, "input", "input", 1, 28, 28), made_maps(*state, "C1", "conv", 6, 24, 24),
        made_maps(*state, "S2", "maxpool", 6, 12, 12), made_maps(*state, "F", "flatten", 864, 1, 1),
        made_maps(*state, "OUT", "dense", 10, 1, 1)};
    struct maps flat[] = {made_maps(*state, "input", "input", 1, 28, 28),
                          made_maps(*state, "F", "flatten", 784, 1, 1),
                          made_maps(*state, "D", "dense", 4, 1, 1),
                          made_maps(*state, "OUT", "rbf", 10, 1, 1)};
    struct activation first = {"test:7", 9, 7, outputs, 10, wide, 5};
    struct activation second = {"test:7", 9, 7, outputs, 10, flat, 4};
    page.trial->networks[0].shown = &first;
    page.trial->networks[1].shown = &second;
    assert_true(has_feature_maps(&page));
    const char *html = written(&page, section_feature_maps);
    says(html, "The image test:7, a 9, on its way");
    says(html, ESCAPED);
    says(html, "alt=\"C1 of ");
    says(html, "6\xc2\xa0maps of 24x24\"");
    says(html, "C1: conv 6 of 5x5, tanh; 24\xc3\x97"
               "24\xc3\x97"
               "6, values from -1 to 1");
    says(html, "no such layer");
    says(html, "<h3>C1</h3>");
    says(html, "probability of each class; the largest, 7, is the answer");
    says(html, "distance of each class; the smallest, 7, is the answer");
    assert_null(strstr(html, "<h3>F</h3>")); /* hands on its input */
    assert_int_equal(times_in(html, "<table class=\"bars\">"), 2);
    assert_int_equal(times_in(html, "<img"), 1 + 2 + 2 + 1);

    page.trial->networks[1].shown = NULL; /* its runs diverged */
    says(written(&page, section_feature_maps), "not recorded");
}

static void large_layers_are_cut(void **state) {
    struct page page = made_page(*state);
    struct maps wide[] = {made_maps(*state, "input", "input", 1, 512, 512),
                          made_maps(*state, "C1", "conv", 3, 512, 512)};
    struct activation first = {"test:7", -1, 7, NULL, 0, wide, 2};
    page.trial->networks[0].shown = &first;
    const char *html = written(&page, section_feature_maps);
    says(html, "512\xc3\x97"
               "512\xc3\x97"
               "3 (the first 1\xc2\xa0map)");
    says(html, "The image test:7 on its way");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(disagreements_say_how_many),
        cmocka_unit_test(several_pairs_have_a_table),
        cmocka_unit_test(outputs_that_are_no_numbers_have_no_length),
        cmocka_unit_test(filters_share_one_scale),
        cmocka_unit_test(many_filters_are_cut),
        cmocka_unit_test(maps_stand_beside_each_other),
        cmocka_unit_test(large_layers_are_cut),
    };
    return cmocka_run_group_tests(tests, create_arena, destroy_arena);
}

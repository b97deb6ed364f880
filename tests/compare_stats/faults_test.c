/* faults_test - raw files that are wrong, each with its message. */
#include "files.h"
#include "support.h"

#include "compare/raw.h"

#include <stdio.h>
#include <unistd.h>

struct wrong {
    const char *text, *message;
};

static const struct wrong HISTORIES[] = {
    {"", "`wrong.csv` is empty"},
    {"epoch,rate,loss,accuracy,val_loss,val_accuracy,seconds\n",
     "`wrong.csv`, line 1: the header is not "
     "`epoch,rate,loss,accuracy,val_loss,val_accuracy,seconds,train_seconds`"},
    {HISTORY EPOCH_1 "2,0.01,0.5", "`wrong.csv`, line 3: it is cut off: the line has no end"},
    {HISTORY EPOCH_1 "2,0.01,0.5\n", "`wrong.csv`, line 3: the cell `accuracy` is missing"},
    {HISTORY "1,0.01,0.5,0.8,1,1,2,2,2\n", "`wrong.csv`, line 2: there are more cells than names"},
    {HISTORY "1,0.01,,0.8,1,1,2,2\n", "`wrong.csv`, line 2: the cell `loss` is empty"},
    {HISTORY "\n", "`wrong.csv`, line 2: the cell `epoch` is empty"},
    {HISTORY "1,0.01,much,0.8,1,1,2,2\n",
     "`wrong.csv`, line 2: `loss` is `much`, and not a number"},
    {HISTORY "1,0x1p3,1,0.8,1,1,2,2\n", "`wrong.csv`, line 2: `rate` is `0x1p3`, and not a number"},
    {HISTORY "1, 1,1,0.8,1,1,2,2\n", "`wrong.csv`, line 2: `rate` is ` 1`, and not a number"},
    {HISTORY "1,1e,1,0.8,1,1,2,2\n", "`wrong.csv`, line 2: `rate` is `1e`, and not a number"},
    {HISTORY "1,infinity,1,0.8,1,1,2,2\n",
     "`wrong.csv`, line 2: `rate` is `infinity`, and not a number"},
    {HISTORY "1,1,1,nan,1,1,2,2\n", "`wrong.csv`, line 2: `accuracy` is `nan`, and not a number"},
    {HISTORY "1,1e999,1,0.8,1,1,2,2\n",
     "`wrong.csv`, line 2: `rate` is `1e999`, and not within the range of a double"},
    {HISTORY "1,0.01,1,1.5,1,1,2,2\n",
     "`wrong.csv`, line 2: `accuracy` is `1.5`, and not from 0 to 1"},
    {HISTORY "1,0.01,1,-0.5,1,1,2,2\n",
     "`wrong.csv`, line 2: `accuracy` is `-0.5`, and not from 0 to 1"},
    {HISTORY "1,0.01,1,1,1,1,-2,2\n",
     "`wrong.csv`, line 2: `seconds` is `-2`, and not a number from 0"},
    {HISTORY "1,0.01,1,1,,0.5,2,2\n",
     "`wrong.csv`, line 2: of `val_loss` and `val_accuracy` one is empty"},
    {HISTORY "-1,0.01,1,1,1,1,2,2\n",
     "`wrong.csv`, line 2: `epoch` is `-1`, and not a whole number"},
    {HISTORY "99999999999999999999,0.01,1,1,1,1,2,2\n",
     "`wrong.csv`, line 2: `epoch` is `99999999999999999999`, and not at most "
     "18446744073709551615"},
    {HISTORY EPOCH_1 EPOCH_1, "`wrong.csv`, line 3: epoch 1 stands where epoch 2 should be"},
    {HISTORY "1,0.01,1,1,1,1,2,2\r\n",
     "`wrong.csv`, line 2: `train_seconds` is `2\r`, and not a number"},
    {HISTORY "1,aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee,1,1,1,1,2,2\n",
     "`wrong.csv`, line 2: `rate` is `aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd...`, and not a "
     "number"},
};

static void history_faults(void **state) {
    for (size_t i = 0; i < sizeof HISTORIES / sizeof HISTORIES[0]; i++) {
        struct diags *diags = diags_create(*state);
        struct run run = {0};
        const char *path = file_of_text(*state, "wrong.csv", HISTORIES[i].text);
        assert_false(history_read(*state, diags, path, &run));
        assert_string_equal(message_of(diags), HISTORIES[i].message);
    }
}

static void predictions_faults(void **state) {
    static const struct wrong CASES[] = {
        {"image,label,answer\n0,0,0\n",
         "`wrong.csv`, line 1: the header is not "
         "`image,label,answer,output_0,...`, of at most 256 outputs"},
        {"image,label,answer,output_1\n0,0,0,0\n",
         "`wrong.csv`, line 1: the header is not `image,label,answer,output_0,...`, of at most 256 "
         "outputs"},
        {PREDICTIONS, "`wrong.csv`, line 1: there are no images"},
        {PREDICTIONS "0,2,0,1,0\n", "`wrong.csv`, line 2: `label` is `2`, and not at most 1"},
        {PREDICTIONS "0,0,300,1,0\n", "`wrong.csv`, line 2: `answer` is `300`, and not at most 1"},
        {PREDICTIONS "0,0,0.5,1,0\n",
         "`wrong.csv`, line 2: `answer` is `0.5`, and not a whole number"},
        {PREDICTIONS "0,0,0,1\n", "`wrong.csv`, line 2: the cell `output_1` is missing"},
        {PREDICTIONS "0,0,0,1,nan\n", "`wrong.csv`, line 2: `output_1` is `nan`, and not a number"},
        {PREDICTIONS "0,0,0,1,1e39\n",
         "`wrong.csv`, line 2: `output_1` is `1e39`, and not within the range of a float"},
        {PREDICTIONS "0,0,0,1,0\n2,0,0,1,0\n",
         "`wrong.csv`, line 3: image 2 stands where image 1 should be"},
        {PREDICTIONS "0,0,0,1,0,\n", "`wrong.csv`, line 2: there are more cells than names"},
        {PREDICTIONS "0,0,0,1,0\n1,0,0,1,0\n",
         "`test.json`: it counts 1 of 2 images as wrong, and `wrong.csv` 0 of 2"},
        {PREDICTIONS "0,0,0,1,0\n1,1,0,1,0\n2,1,1,1,0\n",
         "`test.json`: it counts 1 of 2 images as wrong, and `wrong.csv` 1 of 3"},
    };
    const char *test = file_of_text(*state, "test.json", TEST);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct diags *diags = diags_create(*state);
        struct predictions *p = NULL;
        const char *path = file_of_text(*state, "wrong.csv", CASES[i].text);
        assert_false(predictions_read(*state, diags, path, test, &p));
        assert_string_equal(message_of(diags), CASES[i].message);
    }
}

static void test_faults(void **state) {
    static const struct wrong CASES[] = {
        {"{\"images\":2,\"wrong\":1}", "`test.json`: `loss` is missing"},
        {"{\"images\":2,\"wrong\":1,\"loss\":\"low\"}", "`test.json`: `loss` is not a number"},
        {"{\"images\":2.5,\"wrong\":1,\"loss\":1}",
         "`test.json`: `images` is not a whole number from 0 to 67108864"},
        {"{\"images\":2,\"wrong\":-1,\"loss\":1}",
         "`test.json`: `wrong` is not a whole number from 0 to 67108864"},
        {"[2, 1]", "`test.json`: it is no object"},
        {"{\"images\":2,\n\"wrong\":1,\n\"loss\":}",
         "`test.json`, line 3: unexpected token near '}'"},
        {"{\"images\":2,\"images\":2}",
         "`test.json`, line 1: duplicate object key near '\"images\"'"},
        {"{\"images\":2", "`test.json`, line 1: '}' expected near end of file"},
        {"", "`test.json`, line 1: '[' or '{' expected near end of file"},
    };
    const char *path =
        file_of_text(*state, "predictions.csv", PREDICTIONS "0,1,1,0,1\n1,0,1,0,1\n");
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct diags *diags = diags_create(*state);
        struct predictions *p = NULL;
        const char *test = file_of_text(*state, "test.json", CASES[i].text);
        assert_false(predictions_read(*state, diags, path, test, &p));
        assert_string_equal(message_of(diags), CASES[i].message);
    }
}

static void activations_faults(void **state) {
    static const struct wrong CASES[] = {
        {"{" FILTERS "}", "`wrong.json`: `images` is missing"},
        {"{\"images\":{}," FILTERS "}", "`wrong.json`: `images` is not a list"},
        {"{\"images\":[" IMAGE "]}", "`wrong.json`: `filters` is missing"},
        {"{\"images\":[" IMAGE ",7]," FILTERS "}", "`wrong.json`: `images[1].layers` is missing"},
        {"{\"images\":[{\"image\":\"a\",\"layers\":[],\"outputs\":[],\"answer\":0}]," FILTERS "}",
         "`wrong.json`: `images[0].outputs` is empty"},
        {"{\"images\":[{\"image\":\"a\",\"layers\":[],\"outputs\":[1],\"answer\":1}]," FILTERS "}",
         "`wrong.json`: `images[0].answer` is not a whole number from 0 to 0"},
        {"{\"images\":[{\"image\":\"a\",\"layers\":[],\"outputs\":[1,1e39]}]," FILTERS "}",
         "`wrong.json`: `images[0].outputs[1]` is not a float"},
        {"{\"images\":[{\"image\":\"a\",\"layers\":[],\"outputs\":[1],\"answer\":0,"
         "\"label\":1}]," FILTERS "}",
         "`wrong.json`: `images[0].label` is not a whole number from 0 to 0"},
        {"{\"images\":[{\"image\":\"a\",\"layers\":[{\"layer\":1}],\"outputs\":[1],\"answer\":0,"
         "\"label\":null}]," FILTERS "}",
         "`wrong.json`: `images[0].layers[0].layer` is not a text"},
        {"{\"images\":[{\"image\":\"a\",\"layers\":[{\"layer\":\"C1\",\"kind\":\"conv\",\"shape\":"
         "[2,2]}],\"outputs\":[1],\"answer\":0,\"label\":0}]," FILTERS "}",
         "`wrong.json`: `images[0].layers[0].shape` is not a shape of 3 sizes"},
        {"{\"images\":[{\"image\":\"a\",\"layers\":[{\"layer\":\"C1\",\"kind\":\"conv\",\"shape\":"
         "[9999,9999,9999]}],\"outputs\":[1],\"answer\":0,\"label\":0}]," FILTERS "}",
         "`wrong.json`: `images[0].layers[0].shape` is not a shape of 3 sizes"},
        {"{\"images\":[{\"image\":\"a\",\"layers\":[{\"layer\":\"C1\",\"kind\":\"conv\",\"shape\":"
         "[2,2,1],\"values\":[1,2,3]}],\"outputs\":[1],\"answer\":0,\"label\":0}]," FILTERS "}",
         "`wrong.json`: the values of `images[0].layers[0]` are 3, and its shape 2x2x1 asks for 4"},
        {"{\"images\":[],\"filters\":{\"tensor\":\"t\",\"shape\":[1,1,0,1],\"values\":[]}}",
         "`wrong.json`: `filters.shape` is not a shape of 4 sizes"},
        {"{\"images\":[],\"filters\":{\"tensor\":\"t\",\"shape\":[1,1,2,1],\"values\":[1]}}",
         "`wrong.json`: the values of `filters` are 1, and its shape 1x1x2x1 asks for 2"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct diags *diags = diags_create(*state);
        struct activation *images = NULL;
        struct filters filters = {0};
        unsigned count = 0;
        const char *path = file_of_text(*state, "wrong.json", CASES[i].text);
        assert_false(activations_read(*state, diags, path, &images, &count, &filters));
        assert_string_equal(message_of(diags), CASES[i].message);
    }
}

static void times_faults(void **state) {
    static const struct wrong CASES[] = {
        {"{}", "`wrong.json`: `programs` is missing"},
        {"{\"programs\":[]}", "`wrong.json`: no program of `programs` is `training`"},
        {"{\"programs\":[{\"name\":\"single\"}]}",
         "`wrong.json`: no program of `programs` is `training`"},
        {"{\"programs\":[{}]}", "`wrong.json`: `programs[0].name` is missing"},
        {"{\"programs\":[{\"name\":\"training\",\"batch\":\"64\"}]}",
         "`wrong.json`: `programs[0].batch` is not a whole number from 0 to 2147483647"},
        {"{\"programs\":[{\"name\":\"training\",\"batch\":64,\"operations\":[{\"name\":\"a\","
         "\"pass\":\"forward\",\"runs\":1,\"microseconds\":-1}]}]}",
         "`wrong.json`: `programs[0].operations[0].microseconds` is not a time"},
        {"{\"programs\":[{\"name\":\"training\",\"batch\":64,\"operations\":[{\"name\":\"a\","
         "\"pass\":\"forward\",\"runs\":1,\"microseconds\":null}]}]}",
         "`wrong.json`: `programs[0].operations[0].microseconds` is not a time"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct diags *diags = diags_create(*state);
        struct trained trained = {0};
        const char *path = file_of_text(*state, "wrong.json", CASES[i].text);
        assert_false(times_read(*state, diags, path, &trained));
        assert_string_equal(message_of(diags), CASES[i].message);
    }
}

static void file_faults(void **state) {
    static const char NUL[] = HISTORY "1,0.01,\0005,1,1,1,1,2\n";
    struct run run = {0};
    struct trained trained = {0};
    struct diags *diags = diags_create(*state);
    assert_false(history_read(*state, diags, "not/there.csv", &run));
    assert_string_equal(message_of(diags),
                        "cannot open `not/there.csv`: No such file or directory");
    diags = diags_create(*state);
    assert_false(history_read(*state, diags, ".", &run));
    assert_string_equal(message_of(diags), "cannot read `.`: it is a directory");
    diags = diags_create(*state);
    assert_false(times_read(*state, diags, "not/there.json", &trained));
    assert_string_equal(message_of(diags),
                        "cannot open `not/there.json`: No such file or directory");
    diags = diags_create(*state);
    assert_false(
        history_read(*state, diags, file_of(*state, "nul.csv", NUL, sizeof NUL - 1), &run));
    assert_string_equal(message_of(diags), "`nul.csv`, line 2: a NUL byte");
}

/* A file that is nothing but large, and one of which every line is too short to be an epoch. */
static void large_files(void **state) {
    struct run run = {0};
    struct diags *diags = diags_create(*state);
    const char *path = file_of_text(*state, "large.csv", HISTORY);
    assert_int_equal(truncate(path, (off_t)RAW_LIMIT + 1), 0);
    assert_false(history_read(*state, diags, path, &run));
    assert_string_equal(message_of(diags), "cannot read `large.csv`: it is larger than 64 MiB");
    enum { LINES = 1000001 };
    struct text lines = text_create(*state);
    text_puts(&lines, HISTORY);
    for (unsigned i = 0; i < LINES; i++)
        text_append(&lines, "\n", 1);
    diags = diags_create(*state);
    path = file_of(*state, "large.csv", lines.data, lines.length);
    assert_false(history_read(*state, diags, path, &run));
    assert_string_equal(message_of(diags),
                        "`large.csv`, line 1: more than 1,000,000 epochs follow");
    assert_int_equal(remove("large.csv"), 0);
}

/* Every shorter file is a fault, and none is read beyond its end. */
static void truncated_anywhere(void **state) {
    static const char CSV[] = PREDICTIONS "0,1,1,0.25,0.75\n1,0,1,0,1e-30\n";
    static const char JSON[] = "{" FILTERS ",\"images\":[" IMAGE "]}";
    const char *test = file_of_text(*state, "test.json", TEST);
    for (size_t length = 0; length < sizeof CSV - 1; length++) {
        struct diags *diags = diags_create(*state);
        struct predictions *p = NULL;
        const char *path = file_of(*state, "short.csv", CSV, length);
        assert_false(predictions_read(*state, diags, path, test, &p));
        message_of(diags);
    }
    for (size_t length = 0; length < sizeof JSON - 1; length++) {
        struct diags *diags = diags_create(*state);
        struct activation *images = NULL;
        struct filters filters;
        unsigned count = 0;
        const char *path = file_of(*state, "short.json", JSON, length);
        assert_false(activations_read(*state, diags, path, &images, &count, &filters));
        message_of(diags);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_ARENA(history_faults),     WITH_ARENA(predictions_faults), WITH_ARENA(test_faults),
        WITH_ARENA(activations_faults), WITH_ARENA(times_faults),       WITH_ARENA(file_faults),
        WITH_ARENA(large_files),        WITH_ARENA(truncated_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

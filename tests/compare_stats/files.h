/* files.h - small files of every kind; each test makes right or wrong ones of the parts. */
#ifndef TEST_COMPARE_STATS_FILES_H
#define TEST_COMPARE_STATS_FILES_H

#define HISTORY     "epoch,rate,loss,accuracy,val_loss,val_accuracy,seconds,train_seconds\n"
#define EPOCH_1     "1,0.01,0.5,0.875,0.25,0.9375,1.700000,1.500000\n"
#define PREDICTIONS "image,label,answer,output_0,output_1\n"
#define TEST        "{\"network\":\"n\",\"images\":2,\"loss\":0.125,\"wrong\":1}"

#define FILTERS "\"filters\":{\"tensor\":\"C1.weight\",\"shape\":[1,2,1,2],\"values\":[1,-2,3.5,0]}"
#define IMAGE                                                                                      \
    "{\"image\":\"test:7\",\"label\":1,\"answer\":0,\"outputs\":[0.5,null],\"layers\":["           \
    "{\"layer\":\"input\",\"kind\":\"input\",\"shape\":[1,2,1],\"values\":[0,1]},"                 \
    "{\"layer\":\"C1\",\"kind\":\"conv\",\"shape\":[2,1,2],\"values\":[1,2,3,4]}]}"

#endif

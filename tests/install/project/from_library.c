int classify(const float *image);

int main(void) {
    float image[64] = {1};
    int class = classify(image);
    return class >= 0 && class < 3 && class == classify(image) ? 0 : 1;
}

/* Runs a fuzz target over files, with any compiler: `replay FILE...`. The corpus and every past crasher are
 * ordinary tests this way. */
#include "../load_file.h"
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool replay(const char *path)
{
    struct loaded_file file = {NULL, 0};
    bool loaded = load_file(path, &file);
    if (loaded)
        LLVMFuzzerTestOneInput((const uint8_t *)file.bytes, file.size);
    free(file.bytes);
    return loaded;
}

int main(int argc, char **argv)
{
    int failed = 0;
    for (int i = 1; i < argc; i++)
        failed += !replay(argv[i]);
    printf("%d inputs replayed, %d unreadable\n", argc - 1, failed);
    return failed || argc < 2;
}

/* Runs a fuzz target over every file of the folders that are named, so that its seeds are tested by any
 * compiler. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) return -1;
    uint8_t *data = NULL;
    size_t size = 0;
    if (fseek(file, 0, SEEK_END) == 0) size = (size_t)ftell(file);
    rewind(file);
    data = malloc(size + !size);
    int failed = !data || fread(data, 1, size, file) != size;
    if (!failed) LLVMFuzzerTestOneInput(data, size);
    free(data);
    fclose(file);
    return failed;
}

static int replay_folder(const char *folder)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, NULL, alphasort), failed = count < 0;
    for (int i = 0; i < count; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.') {
            int unread = replay(path);
            printf("%s - %s\n", unread ? "not ok" : "ok", entries[i]->d_name);
            failed |= unread;
        }
        free(entries[i]);
    }
    if (count >= 0) free(entries);
    return failed;
}

int main(int count, char **arguments)
{
    int failed = 0;
    for (int i = 1; i < count; i++) failed |= replay_folder(arguments[i]);
    return failed ? 1 : 0;
}

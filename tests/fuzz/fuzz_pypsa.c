/* A network of CSV tables in one input: a line `> name.csv` begins a file. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "exchange/pypsa.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { NAME_ROOM = 64, PATH_ROOM = 512 };

static char folder[PATH_ROOM];

static void remove_folder(void)
{
    rmdir(folder);
}

/* The folder of this process, empty. */
static void clear_folder(void)
{
    if (!*folder) {
        snprintf(folder, sizeof folder, "/tmp/yipan-fuzz-XXXXXX");
        if (!mkdtemp(folder) || atexit(remove_folder) != 0) abort();
    }
    DIR *entries = opendir(folder);
    if (!entries) abort();
    for (const struct dirent *entry; (entry = readdir(entries));) {
        char path[PATH_ROOM + 300];
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (entry->d_name[0] != '.') unlink(path);
    }
    closedir(entries);
}

/* Only plain names of tables: nothing outside the folder is touched. */
static FILE *begin_file(const char *name, size_t length)
{
    char path[PATH_ROOM + NAME_ROOM + 2];
    for (size_t i = 0; i < length; i++)
        if (!((name[i] >= 'a' && name[i] <= 'z') || name[i] == '_' || name[i] == '-' || name[i] == '.'))
            return NULL;
    if (length < 5 || length >= NAME_ROOM || name[0] == '.') return NULL;
    snprintf(path, sizeof path, "%s/%.*s", folder, (int)length, name);
    return fopen(path, "wb");
}

static void write_files(const char *text, size_t size)
{
    FILE *file = NULL;
    for (size_t at = 0, end; at < size; at = end) {
        const char *newline = memchr(text + at, '\n', size - at);
        end = newline ? (size_t)(newline - text) + 1 : size;
        if (end - at > 2 && text[at] == '>' && text[at + 1] == ' ') {
            if (file) fclose(file);
            file = begin_file(text + at + 2, end - at - 2 - (newline ? 1 : 0));
        } else if (file) {
            fwrite(text + at, 1, end - at, file);
        }
    }
    if (file) fclose(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    clear_folder();
    write_files((const char *)data, size);
    yp_diag *diag = yp_diag_new();
    yp_case *c = NULL;
    yp_status status = yp_pypsa_read(folder, diag, &c);
    if ((status == YP_OK) != (yp_diag_count(diag, YP_ERROR) == 0)) abort();
    if (status == YP_OK) yp_case_free(c);
    yp_diag_free(diag);
    clear_folder();
    return 0;
}

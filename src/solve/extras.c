#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "solve/internal.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The library that holds HiPO and lies beside HiGHS. */
static const char extras[] = "libhighs_extras.so";

/* The HiPO of the x86-64 wheel is built for AVX2 and FMA and dies without them. */
#if defined(__x86_64__)
static bool processor_runs_hipo(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}
#else
static bool processor_runs_hipo(void)
{
    return true;
}
#endif

/* Path of the extras, to be freed; NULL where HiGHS's own path is not known or memory runs out. */
static char *extras_path(void)
{
    const char *file = yp_call_library_file();
    const char *slash = file ? strrchr(file, '/') : NULL;
    if (!slash) return NULL;

    size_t folder_length = (size_t)(slash - file) + 1;
    char *path = malloc(folder_length + sizeof extras);
    if (!path) return NULL;
    memcpy(path, file, folder_length);
    memcpy(path + folder_length, extras, sizeof extras);
    return path;
}

const char *yp_highs_version(void)
{
    return yp_call_version();
}

bool yp_highs_has_hipo(void)
{
    if (!processor_runs_hipo()) return false;
    char *path = extras_path();
    bool is_there = path && access(path, R_OK) == 0;
    free(path);
    return is_there;
}

void yp_load_hipo(void)
{
    char *path = extras_path();
    if (path) (void)dlopen(path, RTLD_NOW);
    free(path);
}

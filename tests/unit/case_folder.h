/* Cases written into a temporary folder by the test, loaded, and their diagnostics as text. */
#ifndef CASE_FOLDER_H
#define CASE_FOLDER_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* nftw */
#endif

#include "near.h"

#include "case/case.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    const char *path, *text; /* path within the folder; text NULL: the file is not there */
} case_file;

static inline int remove_one(const char *path, const struct stat *about, int kind, struct FTW *where)
{
    (void)about, (void)kind, (void)where;
    return remove(path);
}

/* A fresh folder; the caller frees its name with drop_folder(). */
static inline char *new_folder(void)
{
    char *path = strdup("/tmp/yipan-case-XXXXXX");
    assert_non_null(path);
    assert_non_null(mkdtemp(path));
    return path;
}

static inline void drop_folder(char *path)
{
    nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(path);
}

static inline void write_bytes(const char *folder, const char *name, const char *bytes, size_t count)
{
    char path[4200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    for (char *slash = strchr(path + strlen(folder) + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0777);
        *slash = '/';
    }
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(count, fwrite(bytes, 1, count, file));
    assert_int_equal(0, fclose(file));
}

static inline void write_file(const char *folder, const char *name, const char *text)
{
    write_bytes(folder, name, text, strlen(text));
}

/* Two provinces of two cities each, four hours. Tests replace single files. */
static const case_file small_case[] = {
    { "case.yaml", "format: 1\n"
                   "layers: [power, carbon]\n"
                   "money: {unit: CNY, year: 2023, rates: {EUR: 7.5}, discount_rate: 0.05}\n"
                   "time: {start: 2022-01-01T00:00, step: 1 h, count: 4, join: calendar}\n"
                   "regions: province\n"
                   "studies: {gain: {order: [wheeling], range: [dear]}, queue: {service_hours: 2}}\n" },
    { "places.csv",
      "id,parent,level\nroot,,country\nA,root,province\nB,root,province\na1,A,city\nb1,B,city\n" },
    { "power/goods.csv", "id,unit,demand_value\nelectricity,MWh,10000\n" },
    { "power/technologies.csv", "id,cost [EUR/MWh],color\ncoal,40,#444444\n" },
    { "power/supplies.csv", "id,place,good,technology,capacity [GW],availability,_tag\n"
                            "coal a,a1,electricity,coal,1,0.9,x\n"
                            "wind b,b1,electricity,,0.5,@wind:b1,\n" },
    { "power/demands.csv",
      "id,place,good,quantity\nload a,a1,electricity,0.5*@load:a+10\nload b,b1,electricity,300\n" },
    { "power/links.csv", "id,from,to,good,capacity,reverse\nline,a1,b1,electricity,200,1\n" },
    { "power/barriers.csv", "id,border,kind,value,reform\ntoll,province,tariff,30,wheeling\n" },
    { "power/scenarios.csv", "id,kind\ndear,named\n" },
    { "power/shocks.csv", "scenario,component,attribute,change,value\ndear,technology=coal,cost,factor,2\n" },
    { "power/profiles/wind.csv", "snapshot,b1\n2018-01-01T00:00,0.1\n2018-01-01T01:00,0.2\n2018-01-01T02:00,"
                                 "0.3\n2018-01-01T03:00,0.4\n" },
    { "power/profiles/load.csv", "snapshot,a "
                                 "[kW]\n2018-01-01T03:00,400000\n2018-01-01T00:00,100000\n2018-01-01T01:00,"
                                 "200000\n2018-01-01T02:00,300000\n" },
    { "carbon/goods.csv", "id,unit,resolution,disposal\nco2,t,year,free\n" },
    { "carbon/supplies.csv", "id,place,good,capacity [t/year]\npermits,A,co2,876000\n" },
    { "carbon/coefficients.csv", "component,good,place,value\ntechnology=coal,co2,A,-0.8\n" },
};

/* The small case with one file replaced or added (name NULL: none). */
static inline char *small_folder(const char *name, const char *text)
{
    char *folder = new_folder();
    for (size_t i = 0; i < sizeof small_case / sizeof *small_case; i++) {
        const int is_replaced = name && strcmp(name, small_case[i].path) == 0;
        if (!is_replaced) write_file(folder, small_case[i].path, small_case[i].text);
    }
    if (name && text) write_file(folder, name, text);
    return folder;
}

/* All messages of a load, the folder's name cut away, one a line; freed by the caller. */
static inline char *messages_of(yp_diag *diag, const char *folder)
{
    char *all = calloc(1, 1);
    const size_t prefix = strlen(folder) + 1;
    for (size_t i = 0;; i++) {
        const char *line = yp_diag_line(diag, i);
        if (!line) return all;
        const size_t used = strlen(all);
        all = realloc(all, used + strlen(line) + 2);
        assert_non_null(all);
        char *to = all + used;
        for (const char *from = line; *from;) {
            if (strncmp(from, folder, prefix - 1) == 0 && from[prefix - 1] == '/')
                from += prefix;
            else
                *to++ = *from++;
        }
        *to++ = '\n';
        *to = '\0';
    }
}

/* Load a folder that must be fine. */
static inline yp_case *must_load(const char *folder, const yp_load_options *options)
{
    yp_diag *diag = yp_diag_new();
    yp_case *c = NULL;
    const yp_status status = yp_case_load(folder, options, diag, &c);
    if (status != YP_OK) yp_diag_print(diag, stderr, 0);
    yp_diag_free(diag);
    assert_int_equal(YP_OK, status);
    return c;
}

/* What the loader says of the small case with one file replaced; freed by the caller. */
static inline char *complaint_about(const char *name, const char *text)
{
    char *folder = small_folder(name, text);
    yp_diag *diag = yp_diag_new();
    yp_case *c = NULL;
    const yp_status status = yp_case_load(folder, NULL, diag, &c);
    char *messages = messages_of(diag, folder);
    if (status == YP_OK) yp_case_free(c);
    yp_diag_free(diag);
    drop_folder(folder);
    return messages;
}

static inline const yp_component *component_of(const yp_case *c, const char *id)
{
    const uint32_t index = yp_map_find(c->component_map, id, strlen(id));
    assert_int_not_equal(YP_NONE, index);
    return &c->components[index];
}

#endif

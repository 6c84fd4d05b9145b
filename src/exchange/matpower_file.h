/** The numbers of a MATPOWER file: one base, a few matrices. Private to the module. */
#ifndef YP_EXCHANGE_MATPOWER_FILE_H
#define YP_EXCHANGE_MATPOWER_FILE_H

#include "base/diag.h"
#include "yipan.h"

/** The matrices that are read; all others are passed over. */
#define YP_MPC_LIST(X)              \
    X(YP_MPC_BUS, "bus", 9)         \
    X(YP_MPC_GEN, "gen", 10)        \
    X(YP_MPC_BRANCH, "branch", 11)  \
    X(YP_MPC_GENCOST, "gencost", 4) \
    X(YP_MPC_DCLINE, "dcline", 11)  \
    X(YP_MPC_DCLINECOST, "dclinecost", 4)

typedef enum {
#define X(code, word, columns) code,
    YP_MPC_LIST(X)
#undef X
        YP_MPC_COUNT
} yp_mpc;

/** Rows of numbers, ragged. */
typedef struct {
    double *numbers;
    size_t number_count, number_room;
    size_t *starts;  /**< [row_count + 1] */
    uint32_t *lines; /**< [row_count] */
    size_t row_count, row_room;
} yp_mpc_matrix;

typedef struct {
    yp_arena *arena;
    yp_diag *diag;
    const char *shown, *name;
    double base; /**< MVA */
    yp_mpc_matrix matrices[YP_MPC_COUNT];
    size_t error_count;
    bool no_memory;
} yp_mpc_file;

/** The name of a matrix: "gencost". */
const char *yp_mpc_text(yp_mpc matrix);

/** Read the text of a file. Problems are noted and counted; `arena`, `diag`, `shown` are set. */
void yp_mpc_parse(yp_mpc_file *file, const char *text, size_t length);

/** A number of a row; 0 past its end. */
double yp_mpc_at(const yp_mpc_file *file, yp_mpc matrix, size_t row, size_t column);
size_t yp_mpc_width(const yp_mpc_file *file, yp_mpc matrix, size_t row);
yp_spot yp_mpc_spot(const yp_mpc_file *file, yp_mpc matrix, size_t row);
void yp_mpc_error(yp_mpc_file *file, yp_spot at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif

#include "cli/command.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
    const char *name, *doc;
    int (*run)(int argc, char **argv);
} commands[] = {
    { "check", "load, validate and count a case; nothing is solved", yp_command_check },
    { "solve", "the plan: activities, flows, investments, prices, welfare by region", yp_command_solve },
    { "gain", "integrated against fragmented; what each barrier costs", yp_command_gain },
    { "verify", "an independent certificate of a result", yp_command_verify },
    { "import", "a network of another program, written as a case", yp_command_import },
    { "export", "the program that a case compiles to, for other solvers", yp_command_export },
    { "report", "one HTML file: maps, flows, prices, tables, sources", yp_command_report },
};
enum { command_count = sizeof commands / sizeof *commands };

static void print_help(FILE *to)
{
    fprintf(to, "yipan plans and clears a region of several administrative units as one board.\n\nUsage: "
                "yipan COMMAND [OPTION...]\n\n");
    for (size_t k = 0; k < command_count; k++) fprintf(to, "  %-8s %s\n", commands[k].name, commands[k].doc);
    fprintf(
        to,
        "\nyipan COMMAND --help tells the options of a command. Exit codes: 0 certified; 1 no certified "
        "plan, or a check\n"
        "disagrees; 2 bad or unreadable input; 3 output, disk, memory, a defect; 130 stopped by Ctrl-C.\n");
}

/* Where a file could not be written HDF5 keeps it half closed, and dies of it when the program ends in the
 * usual way. */
static int leave(int code)
{
    fflush(NULL);
    if (code == YP_EXIT_MACHINE) _exit(code);
    return code;
}

int main(int argc, char **argv)
{
    /* HiGHS's own BLAS would start threads that idle beside ours. */
    setenv("OPENBLAS_NUM_THREADS", "1", 0);
    if (argc < 2) {
        print_help(stderr);
        return YP_EXIT_INPUT;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        print_help(stdout);
        return YP_EXIT_DONE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("yipan %s, HiGHS %s\n", yp_version(), yp_highs_version());
        return YP_EXIT_DONE;
    }
    for (size_t k = 0; k < command_count; k++)
        if (strcmp(argv[1], commands[k].name) == 0) return leave(commands[k].run(argc - 1, argv + 1));
    fprintf(stderr,
            "yipan: unknown command '%s': expected check, solve, gain, verify, import, export or report (see "
            "yipan --help)\n",
            argv[1]);
    return YP_EXIT_INPUT;
}

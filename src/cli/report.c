#include "cli/command.h"

int yp_command_report(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    return YP_EXIT_MACHINE;
}

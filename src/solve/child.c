/** A solve in a forked child.
 *
 *  1. The child inherits the program; answers come back in memory that both share, text through a pipe that
 * is also the child's stdout and stderr, for what libraries print.
 *  2. Whatever becomes of the child, the parent waits for it and takes it off the process table before it
 * returns.
 *  3. HiPO's library is loaded in children only: it starts threads, and may loop for ever or abort when
 * memory is short.
 *  4. The parent looks every tick at the wish to stop, at the clock and at the child's memory. It passes the
 * wish on, and kills after `grace`. Memory is measured and not limited by rlimits, since HiPO does not
 * survive a refused allocation: it would spin where it should end.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "solve/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static const double grace =
    1; /* seconds between the wish and the kill: what simplex and IPX need to leave a point */
static const int tick_milliseconds = 10; /* a child fills some 20 MB in it */

/* What both share; the arrays follow it. */
typedef struct {
    yp_stop stop;            /* parent to child */
    atomic_size_t inherited; /* bytes of private memory the child began with, at least 1; 0 until it runs */
    atomic_bool is_finished; /* status and solution are complete */
    yp_status status;
    yp_highs_solution solution; /* its pointers lead into this memory */
} shared;

/* The parent's side of one child. */
typedef struct {
    const yp_job *job;
    shared *common;
    pid_t process;
    int from_child;         /* read end of the pipe */
    double kill_at;         /* of yp_clock(); INFINITY: not yet decided */
    const char *kill_cause; /* why it is asked or killed; NULL: it is not */
    yp_outcome kill_outcome;
    char line[512]; /* text of the child up to its next line break */
    size_t length;
} nursery;

static size_t shared_size(const yp_program *p)
{
    size_t lines = (size_t)p->column_count + (size_t)p->row_count;
    return sizeof(shared) + lines * (sizeof(double) + sizeof(int8_t));
}

/* Bytes of private memory of a process: resident without what is shared or mapped from files. 0 where not
 * known. */
static size_t private_bytes(pid_t process)
{
    char path[64], line[256], *rest = line;
    snprintf(path, sizeof path, "/proc/%ld/statm", (long)process);
    FILE *file = fopen(path, "re");
    if (!file) return 0;
    bool is_read = fgets(line, sizeof line, file) != NULL;
    fclose(file);
    if (!is_read) return 0;
    (void)strtoull(rest, &rest, 10); /* the whole address space */
    unsigned long long resident = strtoull(rest, &rest, 10), common = strtoull(rest, NULL, 10);
    if (resident < common) return 0;
    return (size_t)(resident - common) * (size_t)sysconf(_SC_PAGESIZE);
}

/* ---- the child ---- */

static bool child_wishes_stop(void *self)
{
    return yp_stop_wished(self);
}

static void child_says(void *self, const char *text)
{
    (void)self;
    size_t length = strlen(text);
    while (length > 0) {
        ssize_t written = write(STDOUT_FILENO, text, length);
        if (written < 0 && errno != EINTR) return;
        if (written < 0) continue;
        text += written;
        length -= (size_t)written;
    }
}

/* Die with the parent; leave Ctrl-C to it; print into the pipe and not into its tables; leave no core of a
 * huge process. */
static void settle_in(pid_t parent, int to_parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(EXIT_FAILURE);
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_DFL);
    signal(SIGPIPE, SIG_IGN);
    __fpurge(stdout);
    dup2(to_parent, STDOUT_FILENO);
    dup2(to_parent, STDERR_FILENO);
    setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
    setenv("OPENBLAS_NUM_THREADS", "1", 1);
}

static void live(const yp_job *job, shared *common, pid_t parent, int to_parent)
{
    settle_in(parent, to_parent);
    atomic_store(&common->inherited, private_bytes(getpid()) + 1);

    yp_call_watch watch = { child_wishes_stop, job->watch->say ? child_says : NULL, &common->stop };
    yp_job own = *job;
    own.watch = &watch;
    common->status = yp_solve_here(&own, &common->solution);
    atomic_store(&common->is_finished, true);
    child_says(NULL, "\n"); /* wakes the parent */
    _exit(EXIT_SUCCESS);
}

/* ---- the parent ---- */

static void say_line(nursery *n)
{
    n->line[n->length] = '\0';
    if (n->length > 0 && n->job->watch->say) n->job->watch->say(n->job->watch->self, n->line);
    n->length = 0;
}

static void take_text(nursery *n, const char *text, size_t length)
{
    for (size_t k = 0; k < length; k++) {
        if (text[k] == '\n' || n->length == sizeof n->line - 1) say_line(n);
        if (text[k] != '\n') n->line[n->length++] = text[k];
    }
}

/* Wait a tick for text and pass it on; sooner if some is there. */
static void listen_to(nursery *n)
{
    struct pollfd pipe_end = { .fd = n->from_child, .events = POLLIN };
    char text[4096];
    if (poll(&pipe_end, 1, tick_milliseconds) <= 0) return;
    ssize_t length = read(n->from_child, text, sizeof text);
    if (length > 0)
        take_text(n, text, (size_t)length);
    else
        poll(NULL, 0, tick_milliseconds); /* closed, but not yet ended */
}

static void plan_kill(nursery *n, double patience, yp_outcome outcome, const char *cause)
{
    n->kill_at = yp_clock() + patience;
    n->kill_outcome = outcome;
    n->kill_cause = cause;
}

static bool exceeds_memory(const nursery *n)
{
    size_t limit = n->job->options->memory_limit, inherited = atomic_load(&n->common->inherited);
    return limit > 0 && inherited > 0 && private_bytes(n->process) > inherited + limit;
}

/* Ask or kill where a limit is reached. Time needs no asking: HiGHS has the same limit and says so in its
 * answer. */
static void enforce(nursery *n)
{
    if (!n->kill_cause && n->job->watch->is_stop_wished(n->job->watch->self)) {
        atomic_store(&n->common->stop.wished, 1);
        plan_kill(n, grace, YP_STOPPED, "stopped on request");
    }
    if (!n->kill_cause && yp_clock() > n->job->deadline) plan_kill(n, grace, YP_STOPPED, "time limit");
    if (exceeds_memory(n)) plan_kill(n, 0, YP_UNKNOWN, "the solver needed more memory than its limit");
    if (yp_clock() >= n->kill_at) kill(n->process, SIGKILL);
}

static int watch_over(nursery *n, struct rusage *usage)
{
    int status = 0;
    pid_t ended = 0;
    while (ended == 0 || (ended < 0 && errno == EINTR)) {
        listen_to(n);
        enforce(n);
        bool is_finished = atomic_load(&n->common->is_finished);
        ended = wait4(n->process, &status, is_finished ? 0 : WNOHANG, usage);
    }
    return status;
}

/* What is left in the pipe when the child is gone; others forked meanwhile may hold its other end, so never
 * block. */
static void drain(nursery *n)
{
    char text[4096];
    ssize_t length;
    fcntl(n->from_child, F_SETFL, O_NONBLOCK);
    while ((length = read(n->from_child, text, sizeof text)) > 0) take_text(n, text, (size_t)length);
    say_line(n);
}

/* Why a child ended that was not asked to. */
static const char *cause_of_death(int status)
{
    if (!WIFSIGNALED(status)) return "the solver's process ended without an answer";
    switch (WTERMSIG(status)) {
    case SIGKILL:
        return "the solver's process was killed from outside, most likely because memory ran out";
    case SIGABRT:
        return "the solver's process aborted, most likely because memory ran out";
    case SIGILL:
        return "the solver's process met an instruction that this processor does not have";
    case SIGSEGV:
    case SIGBUS:
        return "the solver's process crashed on a memory error";
    default:
        return "the solver's process was ended by a signal";
    }
}

/* Copy what the child found into the caller's arrays. */
static void take_over(const yp_program *p, const shared *common, yp_highs_solution *solution)
{
    size_t columns = (size_t)p->column_count, rows = (size_t)p->row_count;
    yp_highs_solution found = common->solution;
    if (found.has_point && columns > 0) memcpy(solution->x, found.x, columns * sizeof *found.x);
    if (found.has_duals && rows > 0)
        memcpy(solution->row_dual, found.row_dual, rows * sizeof *found.row_dual);
    if (found.has_basis && columns > 0) memcpy(solution->column_status, found.column_status, columns);
    if (found.has_basis && rows > 0) memcpy(solution->row_status, found.row_status, rows);
    found.x = solution->x;
    found.row_dual = solution->row_dual;
    found.column_status = solution->column_status;
    found.row_status = solution->row_status;
    *solution = found;
}

/* Fork, watch, and say how it went. */
static yp_status raise_child(const yp_job *job, shared *common, const int ends[2],
                             yp_highs_solution *solution)
{
    pid_t parent = getpid(), process = fork();
    if (process < 0) return YP_NO_MEMORY;
    if (process == 0) live(job, common, parent, ends[1]);

    yp_job_dispose(job); /* the child has its own view of it */
    nursery n = {
        .job = job, .common = common, .process = process, .from_child = ends[0], .kill_at = INFINITY
    };
    struct rusage usage = { 0 };
    int status = watch_over(&n, &usage);
    drain(&n);

    yp_status answer = YP_OK;
    if (atomic_load(&common->is_finished)) {
        answer = common->status;
        take_over(job->program, common, solution);
    } else {
        solution->outcome = n.kill_cause ? n.kill_outcome : YP_UNKNOWN;
        solution->cause = n.kill_cause ? n.kill_cause : cause_of_death(status);
        solution->has_basis = false;
    }
    solution->peak_bytes = (size_t)usage.ru_maxrss * 1024;
    return answer;
}

static yp_status open_pipe(const yp_job *job, shared *common, yp_highs_solution *solution)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return YP_NO_MEMORY;
    yp_status status = raise_child(job, common, ends, solution);
    close(ends[0]);
    close(ends[1]);
    return status;
}

/* Lay the arrays behind the head: doubles first, so that all are aligned. */
static void lay_out(const yp_program *p, shared *common, const yp_highs_solution *solution)
{
    size_t columns = (size_t)p->column_count, rows = (size_t)p->row_count;
    double *numbers = (double *)(void *)(common + 1);
    int8_t *statuses = (int8_t *)(numbers + columns + rows);
    common->solution = *solution;
    common->solution.x = numbers;
    common->solution.row_dual = numbers + columns;
    if (!solution->column_status || !solution->row_status) {
        common->solution.column_status = common->solution.row_status = NULL;
        return;
    }
    common->solution.column_status = statuses;
    common->solution.row_status = statuses + columns;
    if (!solution->has_basis) return;
    memcpy(statuses, solution->column_status, columns);
    memcpy(statuses + columns, solution->row_status, rows);
}

yp_status yp_solve_in_child(const yp_job *job, yp_highs_solution *solution)
{
    size_t size = shared_size(job->program);
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return YP_NO_MEMORY;
    shared *common = memory;
    lay_out(job->program, common, solution);
    yp_status status = open_pipe(job, common, solution);
    munmap(memory, size);
    return status;
}

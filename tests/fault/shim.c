/* Faults on demand, laid under a program by LD_PRELOAD.
 *
 * YP_FAULT=KIND:N: the Nth call of a kind fails, counted from main() on. KIND+:N: that one and all after it.
 *   malloc     calloc, realloc and the others too; own: those that the program itself asks for, not its
 * libraries write      pwrite, writev; fsync; rename: renameat2 kill       SIGKILL at the Nth rename;
 * interrupt: SIGINT at the Nth write size       every write past N bytes of a file fails, those of stdio too,
 * which call no write() that could be caught here YP_FAULT_FILE: a file that is made once the fault has come,
 * so that a loop over N knows when to end
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

typedef enum { NOTHING, MALLOC, OWN, WRITE, FSYNC, RENAME, KILL, SIZE, INTERRUPT } fault;

/* Set before main() of the program, then only read. */
static fault armed = NOTHING;
static bool lasts;
static long wanted;
static const char *fired_file;

static atomic_long seen;

static void report(void)
{
    if (!fired_file) return;
    long file = syscall(SYS_openat, AT_FDCWD, fired_file, O_WRONLY | O_CREAT, 0666);
    if (file >= 0) syscall(SYS_close, file);
}

/* Whether this call is the one that fails. */
static bool strikes(fault kind)
{
    if (armed != kind) return false;
    const long number = atomic_fetch_add(&seen, 1) + 1;
    if (number < wanted || (number > wanted && !lasts)) return false;
    if (number == wanted) report();
    return true;
}

/* Where the program's own code lies; set by the linker's map of it before main(). */
static uintptr_t program_begin, program_end;

static int find_program(struct dl_phdr_info *about, size_t size, void *unused)
{
    (void)size, (void)unused;
    for (int i = 0; i < about->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &about->dlpi_phdr[i];
        if (part->p_type != PT_LOAD || !(part->p_flags & PF_X)) continue;
        program_begin = about->dlpi_addr + part->p_vaddr;
        program_end = program_begin + part->p_memsz;
    }
    return 1; /* the first is the program */
}

static bool strikes_memory(const void *caller)
{
    bool is_own = (uintptr_t)caller >= program_begin && (uintptr_t)caller < program_end;
    if (!strikes(MALLOC) && !(is_own && strikes(OWN))) return false;
    errno = ENOMEM;
    return true;
}

void *__libc_malloc(size_t bytes);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t bytes);
void *__libc_memalign(size_t alignment, size_t bytes);

void *malloc(size_t bytes)
{
    return strikes_memory(__builtin_return_address(0)) ? NULL : __libc_malloc(bytes);
}

void *calloc(size_t count, size_t size)
{
    return strikes_memory(__builtin_return_address(0)) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t bytes)
{
    return strikes_memory(__builtin_return_address(0)) ? NULL : __libc_realloc(memory, bytes);
}

void *aligned_alloc(size_t alignment, size_t bytes)
{
    return strikes_memory(__builtin_return_address(0)) ? NULL : __libc_memalign(alignment, bytes);
}

int posix_memalign(void **out, size_t alignment, size_t bytes)
{
    void *memory = strikes_memory(__builtin_return_address(0)) ? NULL : __libc_memalign(alignment, bytes);
    if (!memory) return ENOMEM;
    *out = memory;
    return 0;
}

static bool strikes_disk(int file, fault kind)
{
    if (kind == WRITE && file > STDERR_FILENO && strikes(INTERRUPT)) raise(SIGINT);
    if (file <= STDERR_FILENO || !strikes(kind)) return false; /* a terminal is no disk */
    errno = ENOSPC;
    return true;
}

ssize_t write(int file, const void *data, size_t bytes)
{
    return strikes_disk(file, WRITE) ? -1 : syscall(SYS_write, file, data, bytes);
}

ssize_t pwrite(int file, const void *data, size_t bytes, off_t at)
{
    return strikes_disk(file, WRITE) ? -1 : syscall(SYS_pwrite64, file, data, bytes, at);
}

ssize_t pwrite64(int file, const void *data, size_t bytes, off64_t at)
{
    return strikes_disk(file, WRITE) ? -1 : syscall(SYS_pwrite64, file, data, bytes, at);
}

ssize_t writev(int file, const struct iovec *parts, int count)
{
    return strikes_disk(file, WRITE) ? -1 : syscall(SYS_writev, file, parts, count);
}

int fsync(int file)
{
    return strikes_disk(file, FSYNC) ? -1 : (int)syscall(SYS_fsync, file);
}

static bool strikes_rename(void)
{
    if (strikes(KILL)) raise(SIGKILL);
    if (!strikes(RENAME)) return false;
    errno = EIO;
    return true;
}

int rename(const char *from, const char *to)
{
    return strikes_rename() ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned how)
{
    return strikes_rename() ? -1 : (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, how);
}

static void limit_files(long bytes)
{
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){ (rlim_t)bytes, (rlim_t)bytes });
}

static void arm(void)
{
    static const char *const kinds[] = {
        [MALLOC] = "malloc", [OWN] = "own",   [WRITE] = "write", [FSYNC] = "fsync",
        [RENAME] = "rename", [KILL] = "kill", [SIZE] = "size",   [INTERRUPT] = "interrupt",
    };
    const char *asked = getenv("YP_FAULT");
    const char *colon = asked ? strchr(asked, ':') : NULL;
    if (!colon) return;
    fired_file = getenv("YP_FAULT_FILE");
    wanted = strtol(colon + 1, NULL, 10);
    dl_iterate_phdr(find_program, NULL);
    lasts = colon > asked && colon[-1] == '+';
    const size_t length = (size_t)(colon - asked) - lasts;
    for (int kind = MALLOC; kind <= INTERRUPT; kind++)
        if (strlen(kinds[kind]) == length && strncmp(kinds[kind], asked, length) == 0) armed = (fault)kind;
    if (armed == SIZE) limit_files(wanted);
}

typedef int main_function(int, char **, char **);
typedef int start_function(main_function *, int, char **, void (*)(void), void (*)(void), void (*)(void),
                           void *);

static main_function *program_main;

static int armed_main(int count, char **arguments, char **environment)
{
    arm();
    unsetenv("LD_PRELOAD"); /* children are spared */
    return program_main(count, arguments, environment);
}

/* Arms when the libraries have started: what they take before main() is not the program's. */
int __libc_start_main(main_function *main, int count, char **arguments, void (*init)(void),
                      void (*fini)(void), void (*loader_fini)(void), void *stack_end)
{
    start_function *real;
    *(void **)&real = dlsym(RTLD_NEXT, "__libc_start_main");
    program_main = main;
    return real(armed_main, count, arguments, init, fini, loader_fini, stack_end);
}

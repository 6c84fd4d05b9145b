#include "base/folder.h"

#include "near.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Each test works in a folder of its own, which is the current one. */
static int enter_folder(void **state)
{
    char *folder = strdup("/tmp/yipan-folder-XXXXXX");
    if (!mkdtemp(folder) || chdir(folder) != 0) return -1;
    *state = folder;
    return 0;
}

static int leave_folder(void **state)
{
    char command[100];
    snprintf(command, sizeof command, "rm -rf '%s'", (char *)*state);
    free(*state);
    return chdir("/") || system(command);
}

static void write_text(const char *folder, const char *name, const char *text)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void assert_holds(const char *path, const char *text)
{
    char found[100] = "";
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_true(fgets(found, sizeof found, file) || *text == '\0');
    fclose(file);
    assert_string_equal(found, text);
}

/* Names in the current folder and below, hidden ones too, in order. */
static void assert_names(const char *names)
{
    char found[1000] = "";
    FILE *listing = popen("find . -mindepth 1 | LC_ALL=C sort | tr '\\n' ' '", "r");
    assert_non_null(listing);
    if (!fgets(found, sizeof found, listing)) found[0] = '\0';
    pclose(listing);
    assert_string_equal(found, names);
}

static void write_result(const char *place, bool force, const char *text)
{
    yp_folder *folder;
    assert_int_equal(yp_folder_begin(place, force, NULL, &folder), YP_OK);
    write_text(yp_folder_path(folder), YP_FOLDER_MARK, text);
    assert_int_equal(yp_folder_commit(folder, NULL), YP_OK);
}

static void assert_refused(const char *place, bool force, const char *message)
{
    yp_diag *diag = yp_diag_new();
    yp_folder *folder = NULL;
    assert_int_equal(yp_folder_begin(place, force, diag, &folder), YP_IO);
    assert_null(folder);
    assert_int_equal(yp_diag_count(diag, YP_ERROR), 1);
    assert_string_equal(yp_diag_line(diag, 0), message);
    yp_diag_free(diag);
}

static void appears_only_when_committed(void **state)
{
    (void)state;
    yp_folder *folder;
    assert_int_equal(yp_folder_begin("runs/yrd/", false, NULL, &folder), YP_OK);
    write_text(yp_folder_path(folder), YP_FOLDER_MARK, "{}");
    assert_int_equal(access("runs/yrd", F_OK), -1);
    assert_int_equal(yp_folder_commit(folder, NULL), YP_OK);
    assert_names("./runs ./runs/yrd ./runs/yrd/summary.json ");
    assert_holds("runs/yrd/summary.json", "{}");
}

static void holds_folders_within(void **state)
{
    (void)state;
    yp_folder *folder;
    char inner[4096];
    assert_int_equal(yp_folder_begin("study", false, NULL, &folder), YP_OK);
    snprintf(inner, sizeof inner, "%s/today", yp_folder_path(folder));
    assert_int_equal(mkdir(inner, 0777), 0);
    write_text(inner, YP_FOLDER_MARK, "{}");
    assert_int_equal(yp_folder_commit(folder, NULL), YP_OK);
    assert_names("./study ./study/today ./study/today/summary.json ");
}

static void leaves_nothing_when_aborted(void **state)
{
    (void)state;
    yp_folder *folder;
    assert_int_equal(yp_folder_begin("yrd", false, NULL, &folder), YP_OK);
    write_text(yp_folder_path(folder), "series.nc", "half");
    yp_folder_abort(folder);
    yp_folder_abort(NULL);
    assert_names("");
}

static void is_open_to_others_as_the_umask_says(void **state)
{
    (void)state;
    struct stat made;
    mode_t mask = umask(027);
    write_result("yrd", false, "{}");
    umask(mask);
    assert_int_equal(stat("yrd", &made), 0);
    assert_int_equal(made.st_mode & 0777, 0750);
}

static void takes_an_empty_folder(void **state)
{
    (void)state;
    assert_int_equal(mkdir("yrd", 0777), 0);
    write_result("yrd", false, "{}");
    assert_names("./yrd ./yrd/summary.json ");
}

static void replaces_a_result_only_by_force(void **state)
{
    (void)state;
    write_result("yrd", false, "old");
    write_text("yrd", "prices.csv", "old");
    assert_refused("yrd", false,
                   "yrd: error: already holds a result: expected another name, or --force to replace it");
    assert_holds("yrd/summary.json", "old");
    write_result("yrd", true, "new");
    assert_holds("yrd/summary.json", "new");
    assert_names("./yrd ./yrd/summary.json ");
}

static void never_replaces_anything_else(void **state)
{
    (void)state;
    assert_int_equal(mkdir("thesis", 0777), 0);
    write_text("thesis", "chapter", "years of work");
    write_text(".", "file", "text");
    assert_int_equal(symlink("thesis", "link"), 0);
    assert_refused(
        "thesis", true,
        "thesis: error: holds something that is no result of yipan (no summary.json): expected another "
        "name, it will not be replaced");
    assert_refused("file", true, "file: error: is no folder: expected a name that is free, or a folder");
    assert_refused("link", true, "link: error: is no folder: expected a name that is free, or a folder");
    assert_refused("file/yrd", true, "file/yrd: error: cannot be written: Not a directory");
    assert_names("./file ./link ./thesis ./thesis/chapter ");
}

static void asks_for_a_name(void **state)
{
    (void)state;
    assert_refused("", false, "error: the output folder is '': expected a path that ends with a name");
    assert_refused("/", true, "error: the output folder is '/': expected a path that ends with a name");
    assert_refused("..", true, "error: the output folder is '..': expected a path that ends with a name");
    assert_refused("././/", true,
                   "error: the output folder is '././/': expected a path that ends with a name");
}

static void steps_back_when_the_place_was_taken_meanwhile(void **state)
{
    (void)state;
    yp_folder *folder;
    yp_diag *diag = yp_diag_new();
    assert_int_equal(yp_folder_begin("yrd", true, diag, &folder), YP_OK);
    assert_int_equal(mkdir("yrd", 0777), 0);
    write_text("yrd", "chapter", "years of work");
    assert_int_equal(yp_folder_commit(folder, diag), YP_IO);
    assert_true(yp_diag_count(diag, YP_ERROR) > 0);
    assert_names("./yrd ./yrd/chapter ");
    yp_diag_free(diag);
}

static void two_runs_do_not_disturb_each_other(void **state)
{
    (void)state;
    yp_folder *one, *other;
    assert_int_equal(yp_folder_begin("yrd", true, NULL, &one), YP_OK);
    write_text(yp_folder_path(one), YP_FOLDER_MARK, "one");
    assert_int_equal(yp_folder_begin("yrd", true, NULL, &other), YP_OK);
    write_text(yp_folder_path(other), YP_FOLDER_MARK, "other");
    assert_int_equal(yp_folder_commit(other, NULL), YP_OK);
    assert_holds("yrd/summary.json", "other");
    assert_int_equal(yp_folder_commit(one, NULL), YP_OK);
    assert_holds("yrd/summary.json", "one");
    assert_names("./yrd ./yrd/summary.json ");
}

static void removes_what_a_killed_run_left(void **state)
{
    (void)state;
    pid_t child = fork();
    if (child == 0) {
        yp_folder *folder;
        if (yp_folder_begin("yrd", false, NULL, &folder) == YP_OK) mkdir(yp_folder_path(folder), 0777);
        _Exit(0);
    }
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_int_equal(system("test -n \"$(ls -A)\""), 0);
    write_result("yrd", false, "{}");
    assert_names("./yrd ./yrd/summary.json ");
}

#define in_a_folder(test) cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_a_folder(appears_only_when_committed),
        in_a_folder(holds_folders_within),
        in_a_folder(leaves_nothing_when_aborted),
        in_a_folder(is_open_to_others_as_the_umask_says),
        in_a_folder(takes_an_empty_folder),
        in_a_folder(replaces_a_result_only_by_force),
        in_a_folder(never_replaces_anything_else),
        in_a_folder(asks_for_a_name),
        in_a_folder(steps_back_when_the_place_was_taken_meanwhile),
        in_a_folder(two_runs_do_not_disturb_each_other),
        in_a_folder(removes_what_a_killed_run_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

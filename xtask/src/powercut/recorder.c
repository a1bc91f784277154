/* Notes, in order, every change that a program makes to files below one folder.
 *
 * Built and preloaded by the power-cut proof; it ships nowhere. From its log `disk.rs` rebuilds what a disk could
 * hold had the power gone at any moment.
 *
 *   RECORDER_FOLDER  absolute path of the folder      RECORDER_LOG   file that the notes are appended to
 *   RECORDER_DEAF    if set, syncing does nothing and says it did: the negative control
 *
 * One note: op (1 byte), number (8), second number (8), path length (4), data length (4), path, data; numbers in
 * the machine's byte order. Ops: 'n' a new name, 'w' bytes at an offset, 't' a new size, 'b' a sync begins (with its
 * ticket), 'e' that sync has ended well, 'u' a name is gone, 'm' a name became another (data).
 *
 * A write is noted under the same lock it is made under, so notes are in the order of the writes. A sync is noted
 * before and after, because it covers only what was written before it began.
 * Not seen: memory-mapped writes, direct system calls, statically linked programs. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { FILES = 4096 };
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static const char *folder;
static size_t folder_length;
static int notes = -1;
static int deaf;
static uint64_t tickets;
static char *paths[FILES];

__attribute__((constructor)) static void begin(void) {
    const char *log = getenv("RECORDER_LOG");
    folder = getenv("RECORDER_FOLDER");
    if (!log || !folder) return;
    folder_length = strlen(folder);
    deaf = getenv("RECORDER_DEAF") != NULL;
    notes = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int is_ours(const char *path) {
    return notes >= 0 && path && strncmp(path, folder, folder_length) == 0 &&
           (path[folder_length] == '/' || path[folder_length] == 0);
}

/* Callers hold the guard. */
static void note(char op, const char *path, uint64_t one, uint64_t two, const void *data, uint32_t data_length) {
    unsigned char head[25];
    uint32_t path_length = (uint32_t)strlen(path);
    head[0] = (unsigned char)op;
    memcpy(head + 1, &one, 8);
    memcpy(head + 9, &two, 8);
    memcpy(head + 17, &path_length, 4);
    memcpy(head + 21, &data_length, 4);
    struct iovec pieces[3] = {{head, sizeof head}, {(void *)path, path_length}, {(void *)data, data_length}};
    if (syscall(SYS_writev, notes, pieces, 3) < 0) abort();
}

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }
static char *path_of(int file) { return file >= 0 && file < FILES ? paths[file] : NULL; }

/* Remembers the path behind a file that was just opened. */
static int remember(int file, int flags, int was_there) {
    char link[64], path[PATH_MAX];
    if (file < 0 || file >= FILES || notes < 0) return file;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return file;
    path[length] = 0;
    pthread_mutex_lock(&guard);
    free(paths[file]);
    paths[file] = is_ours(path) ? strdup(path) : NULL;
    if (paths[file] && (flags & O_CREAT) && !was_there) note('n', path, 0, 0, NULL, 0);
    else if (paths[file] && (flags & O_TRUNC)) note('t', path, 0, 0, NULL, 0);
    pthread_mutex_unlock(&guard);
    return file;
}

static mode_t mode_of(int flags, va_list more) { return flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; }

#define OPEN(name)                                                       \
    int name(const char *path, int flags, ...) {                         \
        int (*open_file)(const char *, int, ...) = real(#name);          \
        va_list more;                                                    \
        va_start(more, flags);                                           \
        mode_t mode = mode_of(flags, more);                              \
        va_end(more);                                                    \
        int was_there = access(path, F_OK) == 0;                         \
        return remember(open_file(path, flags, mode), flags, was_there); \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                             \
    int name(int at, const char *path, int flags, ...) {                         \
        int (*open_file)(int, const char *, int, ...) = real(#name);             \
        va_list more;                                                            \
        va_start(more, flags);                                                   \
        mode_t mode = mode_of(flags, more);                                      \
        va_end(more);                                                            \
        int was_there = faccessat(at, path, F_OK, 0) == 0;                       \
        return remember(open_file(at, path, flags, mode), flags, was_there);     \
    }
OPENAT(openat)
OPENAT(openat64)

int close(int file) {
    int (*close_file)(int) = real("close");
    if (file >= 0 && file < FILES) {
        pthread_mutex_lock(&guard);
        free(paths[file]);
        paths[file] = NULL;
        pthread_mutex_unlock(&guard);
    }
    return close_file(file);
}

#define PWRITE(name, offset_type)                                                                     \
    ssize_t name(int file, const void *bytes, size_t length, offset_type at) {                        \
        ssize_t (*write_at)(int, const void *, size_t, offset_type) = real(#name);                    \
        if (!path_of(file)) return write_at(file, bytes, length, at);                                 \
        pthread_mutex_lock(&guard);                                                                   \
        ssize_t done = write_at(file, bytes, length, at);                                             \
        if (done > 0) note('w', paths[file], (uint64_t)at, 0, bytes, (uint32_t)done);                 \
        pthread_mutex_unlock(&guard);                                                                 \
        return done;                                                                                  \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int file, const void *bytes, size_t length) {
    ssize_t (*write_on)(int, const void *, size_t) = real("write");
    if (!path_of(file)) return write_on(file, bytes, length);
    pthread_mutex_lock(&guard);
    ssize_t done = write_on(file, bytes, length);
    if (done > 0) note('w', paths[file], (uint64_t)(lseek(file, 0, SEEK_CUR) - done), 0, bytes, (uint32_t)done);
    pthread_mutex_unlock(&guard);
    return done;
}

#define RESIZE(name, size_type)                                                 \
    int name(int file, size_type size) {                                        \
        int (*resize)(int, size_type) = real(#name);                            \
        if (!path_of(file)) return resize(file, size);                          \
        pthread_mutex_lock(&guard);                                             \
        int failed = resize(file, size);                                        \
        if (!failed) note('t', paths[file], (uint64_t)size, 0, NULL, 0);        \
        pthread_mutex_unlock(&guard);                                           \
        return failed;                                                          \
    }
RESIZE(ftruncate, off_t)
RESIZE(ftruncate64, off64_t)

/* The lock is not held while the disk works: other writes go on, and are not covered. */
static int noted_sync(int file, int (*sync_file)(int)) {
    if (!path_of(file)) return sync_file(file);
    if (deaf) return 0;
    pthread_mutex_lock(&guard);
    char *path = strdup(paths[file]);
    uint64_t ticket = ++tickets;
    note('b', path, ticket, 0, NULL, 0);
    pthread_mutex_unlock(&guard);
    int failed = sync_file(file);
    pthread_mutex_lock(&guard);
    if (!failed) note('e', path, ticket, 0, NULL, 0);
    pthread_mutex_unlock(&guard);
    free(path);
    return failed;
}
int fsync(int file) { return noted_sync(file, real("fsync")); }
int fdatasync(int file) { return noted_sync(file, real("fdatasync")); }

int unlink(const char *path) {
    int (*remove_name)(const char *) = real("unlink");
    if (!is_ours(path)) return remove_name(path);
    pthread_mutex_lock(&guard);
    int failed = remove_name(path);
    if (!failed) note('u', path, 0, 0, NULL, 0);
    pthread_mutex_unlock(&guard);
    return failed;
}

int rename(const char *from, const char *to) {
    int (*move)(const char *, const char *) = real("rename");
    if (!is_ours(from) || !is_ours(to)) return move(from, to);
    pthread_mutex_lock(&guard);
    int failed = move(from, to);
    if (!failed) note('m', from, 0, 0, to, (uint32_t)strlen(to));
    pthread_mutex_unlock(&guard);
    return failed;
}

/* Landlock and seccomp by their plain system calls; nothing on other systems. */
#define _GNU_SOURCE
#include "sandbox.h"

#if defined(__linux__) && defined(__has_include)
#if __has_include(<linux/landlock.h>) && __has_include(<linux/seccomp.h>)
#define SANDBOX_LINUX
#endif
#endif

#ifdef SANDBOX_LINUX
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* --- Landlock: where files may be written --- */

/* Newer than the headers that we still build with. */
#define ACCESS_REFER    (1ull << 13)
#define ACCESS_TRUNCATE (1ull << 14)

static const uint64_t writing_first = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                                      LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                                      LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                                      LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                                      LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;

/* Every way of writing that this kernel knows; 0 when it has no Landlock. */
static uint64_t writing_accesses(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1)
        return 0;
    return writing_first | (version >= 2 ? ACCESS_REFER : 0) | (version >= 3 ? ACCESS_TRUNCATE : 0);
}

/* The folder in which `output` is written, opened; -1 when there is none. */
static int open_folder(const char *output)
{
    struct stat about;
    if (stat(output, &about) == 0 && S_ISDIR(about.st_mode))
        return open(output, O_PATH | O_CLOEXEC);
    if (stat(output, &about) == 0 && !S_ISREG(about.st_mode))
        return open(output, O_PATH | O_CLOEXEC); /* a device, a pipe: itself */
    char *folder = strdup(output);
    char *stroke = folder ? strrchr(folder, '/') : NULL;
    if (stroke)
        stroke[stroke == folder ? 1 : 0] = '\0';
    int opened = folder ? open(stroke ? folder : ".", O_PATH | O_CLOEXEC) : -1;
    free(folder);
    return opened;
}

static bool allow_output(int rules, const char *output, uint64_t accesses)
{
    struct stat about;
    int folder = open_folder(output);
    if (folder < 0)
        return true; /* the output cannot be opened either, which says so later */
    uint64_t allowed = LANDLOCK_ACCESS_FS_WRITE_FILE | (accesses & ACCESS_TRUNCATE);
    if (fstat(folder, &about) == 0 && S_ISDIR(about.st_mode))
        allowed |= LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE; /* half of one goes again */
    struct landlock_path_beneath_attr beneath = {.allowed_access = allowed, .parent_fd = folder};
    long added = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
    close(folder);
    return added == 0;
}

/* A link as output may lead out of its folder: then nothing is taken away, rather than that writing fails. */
static bool leads_away(const char *output)
{
    struct stat about;
    return output && lstat(output, &about) == 0 && S_ISLNK(about.st_mode);
}

static bool deny_writing(const char *output)
{
    uint64_t accesses = writing_accesses();
    if (accesses == 0 || leads_away(output))
        return false;
    struct landlock_ruleset_attr handled = {.handled_access_fs = accesses};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
    if (rules < 0)
        return false;
    bool denied = allow_output(rules, "/dev/null", accesses) &&
                  (!output || allow_output(rules, output, accesses)) &&
                  syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    close(rules);
    return denied;
}

/* --- seccomp: calls that neither this command nor pdftotext makes --- */

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define SANITIZED
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define SANITIZED
#endif

static const uint32_t denied_calls[] = {
    SYS_socket,
    SYS_socketpair,
    SYS_connect,
    SYS_bind,
    SYS_sendto,
    SYS_mount,
    SYS_umount2,
    SYS_pivot_root,
    SYS_chroot,
    SYS_unshare,
    SYS_setns,
    SYS_bpf,
    SYS_perf_event_open,
    SYS_userfaultfd,
    SYS_io_uring_setup,
    SYS_add_key,
    SYS_request_key,
    SYS_keyctl,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_init_module,
    SYS_finit_module,
    SYS_delete_module,
    SYS_kexec_load,
    SYS_fchmodat,
    SYS_fchownat,
    SYS_renameat2,
    SYS_linkat,
    SYS_symlinkat,
    SYS_mknodat,
#ifndef SANITIZED
    SYS_ptrace, /* a leak checker traces its own process */
#endif
#ifdef __x86_64__ /* the older names of the same */
    SYS_chmod,
    SYS_chown,
    SYS_lchown,
    SYS_rename,
    SYS_renameat,
    SYS_link,
    SYS_symlink,
    SYS_mknod,
#endif
};

#ifdef ARCHITECTURE
enum { DENIED_COUNT = sizeof denied_calls / sizeof *denied_calls, HEAD = 5 };

static bool deny_calls(void)
{
    /* Calls of another architecture (32 bits, x32) would go by other numbers: all are denied. */
    struct sock_filter filter[HEAD + DENIED_COUNT + 2] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000u, DENIED_COUNT + 1, 0),
    };
    for (size_t i = 0; i < DENIED_COUNT; i++)
        filter[HEAD + i] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, denied_calls[i],
                                                        (uint8_t)(DENIED_COUNT - i), 0);
    filter[HEAD + DENIED_COUNT] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    filter[HEAD + DENIED_COUNT + 1] =
        (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
    struct sock_fprog program = {HEAD + DENIED_COUNT + 2, filter};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}
#else
static bool deny_calls(void)
{
    return false;
}
#endif

unsigned sandbox_enter(const char *output)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return 0;
    unsigned taken = deny_writing(output) ? SANDBOX_WRITES : 0;
    return taken | (deny_calls() ? SANDBOX_CALLS : 0);
}

#else

unsigned sandbox_enter(const char *output)
{
    (void)output;
    return 0;
}

#endif

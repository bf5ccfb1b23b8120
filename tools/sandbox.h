/* Gives up what the command does not need before it reads what strangers wrote. */
#ifndef TOOLS_SANDBOX_H
#define TOOLS_SANDBOX_H

/* What the kernel has taken away. */
#define SANDBOX_WRITES 0x1u /* no file is written or removed, but for the output's (Landlock) */
#define SANDBOX_CALLS  0x2u /* no network, no tracing, no mounts and the like (seccomp) */

/* From here on, in this thread, those that it starts and its children: files are written only inside `output`
 * (a folder, or a file and then the folder that holds it; NULL: nowhere). What the kernel does not have is
 * left out without a word. What is open stays open. Returns what was taken away. */
unsigned sandbox_enter(const char *output);

#endif

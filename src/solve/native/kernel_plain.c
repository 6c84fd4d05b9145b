#include "solve/native/internal.h"

enum { LANES = 2 };
#define NAME(word) plain_##word
#define KERNEL yp_kernel_plain
#define KERNEL_NAME "plain"
extern const yp_kernel KERNEL;

#include "solve/native/kernel_body.h"
#include "solve/native/kernel_pass.h"

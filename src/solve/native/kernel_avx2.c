#include "solve/native/internal.h"

#if defined(__x86_64__)
enum { LANES = 4 };
#define NAME(word) avx2_##word
#define KERNEL yp_kernel_avx2
#define KERNEL_NAME "avx2"
extern const yp_kernel KERNEL;

#include "solve/native/kernel_body.h"
#include "solve/native/kernel_pass.h"
#endif

#include "solve/native/internal.h"

#if defined(__x86_64__)
enum { LANES = 8 };
#define NAME(word) avx512_##word
#define KERNEL yp_kernel_avx512
#define KERNEL_NAME "avx512"
extern const yp_kernel KERNEL;

#include "solve/native/kernel_body.h"
#include "solve/native/kernel_pass.h"
#endif

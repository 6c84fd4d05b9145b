#include "solve/native/kernel.h"

extern const yp_kernel yp_kernel_plain;
#if defined(__x86_64__)
extern const yp_kernel yp_kernel_avx2, yp_kernel_avx512;
#endif

const yp_kernel *yp_kernel_choose(void)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")) return &yp_kernel_avx512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return &yp_kernel_avx2;
#endif
    return &yp_kernel_plain;
}

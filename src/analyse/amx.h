/* src/analyse/amx.h - products of whole numbers by tiles, where the processor has Intel's AMX. */
#ifndef DRG_ANALYSE_AMX_H
#define DRG_ANALYSE_AMX_H

#include "analyse/kernels.h"

#include <stdbool.h>

/** Whether processor and kernel let this process use tiles; asks the kernel for them. Any thread may call it. */
bool drg_amx_usable(void);

/** As drg_kernel_matmul8(), for the first rows of x only, a multiple of DRG_AMX_ROWS, and the same bits.
 * @return how many rows were done; 0 where the matrix has an odd shape or this build no tiles. */
size_t drg_amx_matmul8(const uint8_t *x, const float *x_scale, size_t n, const drg_bytes *m, float *y);

enum { DRG_AMX_ROWS = 16, DRG_AMX_BYTES = 64 };

#endif

/* src/analyse/lanes.h - kernels that go over numbers one by one, for one size of vectors; kernels.c includes it once for
 * each size: LANES is how many floats a register holds, NAME(x) the names here. Whatever the size, the bits are the same. */

typedef float NAME(vec) __attribute__((vector_size(LANES * 4), aligned(4), may_alias));
typedef int32_t NAME(ivec) __attribute__((vector_size(LANES * 4), aligned(4), may_alias));
typedef uint32_t NAME(uvec) __attribute__((vector_size(LANES * 4), aligned(4), may_alias));
typedef uint8_t NAME(bytes) __attribute__((vector_size(LANES), aligned(1), may_alias));

/* mask ? a : b, lane by lane. */
INLINE void NAME(select)(NAME(vec) * out, const NAME(ivec) * mask, const NAME(vec) * a, const NAME(vec) * b)
{
    *out = (NAME(vec))(((NAME(ivec)) * a & *mask) | ((NAME(ivec)) * b & ~*mask));
}

/* 1 + 2^x in place: x = n + r, |r| <= 1/2; a polynomial for 2^r, then 2^n added to its exponent. Beyond +-40 the value
 * is that of +-40, so that three of them multiplied are finite; NaN is -40. Relative error under 5e-6, far below what
 * inputs of 7 bits tell apart. */
INLINE void NAME(one_and_power)(NAME(vec) * v)
{
    const NAME(vec) low = (NAME(vec)){0} - 40.0f, high = (NAME(vec)){0} + 40.0f;
    NAME(vec) x = *v;
    NAME(ivec) above = (NAME(ivec))(x > low);
    NAME(select)(&x, &above, &x, &low);
    NAME(ivec) below = (NAME(ivec))(x < high);
    NAME(select)(&x, &below, &x, &high);
    NAME(vec) shifted = x + 12582912.0f; /* 1.5 * 2^23: the sum's low bits are the nearest integer */
    NAME(vec) r = x - (shifted - 12582912.0f);
    NAME(vec) p = r * 9.58285e-3f + 5.590642e-2f;
    p = p * r + 2.4024099e-1f;
    p = p * r + 6.9312419e-1f;
    p = p * r + 1.0f;
    *v = (NAME(vec))((NAME(uvec))p + ((NAME(uvec))shifted << 23)) + 1.0f;
}

/* Squares are summed in DRG_LANES parts, whatever the size of vectors, and these by halves. */
INLINE void NAME(norm)(const float *x, size_t n, size_t d, const float *gain, float *y)
{
    enum { PARTS = DRG_LANES / LANES };
    for (size_t i = 0; i < n; i++) {
        const float *in = x + i * d;
        NAME(vec) squares[PARTS] = {{0}};
        for (size_t k = 0; k < d; k += DRG_LANES)
            EACH(p, PARTS) {
                NAME(vec) v = *(const NAME(vec) *)(in + k + p * LANES);
                squares[p] += v * v;
            }
        float sums[DRG_LANES];
        EACH(p, PARTS)
            *(NAME(vec) *)(sums + p * LANES) = squares[p];
        for (size_t half = DRG_LANES / 2; half > 0; half /= 2)
            for (size_t lane = 0; lane < half; lane++)
                sums[lane] += sums[lane + half];
        float scale = 1.0f / __builtin_sqrtf(sums[0] / (float)d + 1e-6f);
        for (size_t k = 0; k < d; k += LANES)
            *(NAME(vec) *)(y + i * d + k) = *(const NAME(vec) *)(in + k) * scale * *(const NAME(vec) *)(gain + k);
    }
}

INLINE void NAME(scan)(const float *gates, size_t n, size_t d, float *state, float *x)
{
    const float log2_e = 1.44269504f;
    size_t half = d / 2;
    for (int backward = 0; backward < 2; backward++) {
        memset(state, 0, half * sizeof *state);
        for (size_t step = 0; step < n; step++) {
            size_t i = backward ? n - 1 - step : step;
            const float *row = gates + i * 3 * d + (backward ? half : 0);
            float *out = x + i * d + (backward ? half : 0);
            for (size_t k = 0; k < half; k += LANES) {
                /* f = 1 / a, tanh z = 2 / b - 1, o = 1 / c, by one division. */
                NAME(vec) a = *(const NAME(vec) *)(row + k) * -log2_e;
                NAME(vec) b = *(const NAME(vec) *)(row + d + k) * (-2 * log2_e);
                NAME(vec) c = *(const NAME(vec) *)(row + 2 * d + k) * -log2_e;
                NAME(one_and_power)(&a);
                NAME(one_and_power)(&b);
                NAME(one_and_power)(&c);
                NAME(vec) ab = a * b, inverse = 1.0f / (ab * c);
                NAME(vec) f = inverse * (b * c), z = inverse * (a * c) * 2.0f - 1.0f, o = inverse * ab;
                NAME(vec) cell = *(NAME(vec) *)(state + k);
                cell = f * (cell - z) + z;
                *(NAME(vec) *)(state + k) = cell;
                *(NAME(vec) *)(out + k) += o * cell;
            }
        }
    }
}

INLINE void NAME(quantize)(const float *x, size_t n, size_t d, uint8_t *q, float *scale)
{
    const NAME(vec) magic = (NAME(vec)){0} + (12582912.0f + DRG_INPUT_OFFSET);
    for (size_t i = 0; i < n; i++) {
        const float *in = x + i * d;
        NAME(vec) tops = {0};
        for (size_t k = 0; k < d; k += LANES) {
            NAME(vec) v = *(const NAME(vec) *)(in + k);
            v = (NAME(vec))((NAME(ivec))v & 0x7FFFFFFF);
            NAME(ivec) above = (NAME(ivec))(v > tops);
            NAME(select)(&tops, &above, &v, &tops);
        }
        float all[LANES];
        memcpy(all, &tops, sizeof all);
        for (size_t half = LANES / 2; half > 0; half /= 2)
            for (size_t lane = 0; lane < half; lane++)
                all[lane] = all[lane + half] > all[lane] ? all[lane + half] : all[lane];
        float top = all[0];
        float to_whole = top > 1e-30f ? DRG_INPUT_MAX / top : 0.0f;
        scale[i] = top / DRG_INPUT_MAX;
        for (size_t k = 0; k < d; k += LANES) {
            NAME(ivec) whole = (NAME(ivec))(*(const NAME(vec) *)(in + k) * to_whole + magic) & 0x7F;
            *(NAME(bytes) *)(q + i * d + k) = __builtin_convertvector(whole, NAME(bytes));
        }
    }
}

INLINE void NAME(add)(float *y, const float *x, size_t n)
{
    for (size_t i = 0; i < n; i += LANES)
        *(NAME(vec) *)(y + i) += *(const NAME(vec) *)(x + i);
}

#undef LANES
#undef NAME

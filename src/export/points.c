#include "export/points.h"

#include "base/error.h"

#include <stdlib.h>

#define STEP 64

static uint32_t count(const char *p, size_t n)
{
    uint32_t points = 0;
    for (size_t i = 0; i < n; i++)
        points += ((unsigned char)p[i] & 0xC0) != 0x80;
    return points;
}

drg_status drg_points_init(drg_points *points, drg_str text, drg_error *err)
{
    *points = (drg_points){.text = text};
    if (count(text.ptr, text.len) == text.len)
        return DRG_OK;
    points->before = malloc((text.len / STEP + 1) * sizeof *points->before);
    if (points->before == NULL)
        return drg_fail_nomem(err);
    uint32_t total = 0;
    for (size_t i = 0; i <= text.len / STEP; i++) {
        points->before[i] = total;
        size_t left = text.len - i * STEP;
        total += count(text.ptr + i * STEP, left < STEP ? left : STEP);
    }
    return DRG_OK;
}

void drg_points_release(drg_points *points)
{
    free(points->before);
    points->before = NULL;
}

uint32_t drg_points_at(const drg_points *points, size_t byte)
{
    if (byte > points->text.len)
        byte = points->text.len;
    if (points->before == NULL)
        return (uint32_t)byte;
    size_t step = byte / STEP;
    return points->before[step] + count(points->text.ptr + step * STEP, byte - step * STEP);
}

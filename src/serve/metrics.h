/* src/serve/metrics.h - what a server did, in numbers, as Prometheus reads them. */
#ifndef DRG_SERVE_METRICS_H
#define DRG_SERVE_METRICS_H

#include "base/text.h"

#include <pthread.h>

/** Bounds of the classes of answer times, in seconds; one more has no bound. */
#define DRG_METRICS_BOUNDS                                                                                             \
    {                                                                                                                  \
        0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10                                                    \
    }
#define DRG_METRICS_N_BOUNDS 11

typedef struct drg_http_metrics {
    pthread_mutex_t lock;
    uint64_t by_class[6]; /* answers with status 1xx … 5xx; 0: none was sent */
    uint64_t by_time[DRG_METRICS_N_BOUNDS + 1];
    double seconds;
    uint64_t sent_bytes, kept, refused_rate, refused_token;
} drg_http_metrics;

void drg_http_metrics_init(drg_http_metrics *metrics);
void drg_http_metrics_release(drg_http_metrics *metrics);
void drg_http_metrics_answered(drg_http_metrics *metrics, unsigned status, double seconds, uint64_t sent_bytes);
/** Count one of the others. */
void drg_http_metrics_count(drg_http_metrics *metrics, uint64_t *which);
/** In the text format of Prometheus, version 0.0.4. connections and followers are of now. @return DRG_OK, DRG_ENOMEM. */
drg_status drg_http_metrics_write(drg_http_metrics *metrics, size_t connections, size_t followers, drg_buf *out);

#endif

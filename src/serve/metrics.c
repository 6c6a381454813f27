#include "serve/metrics.h"

#include <string.h>

static const double bounds[DRG_METRICS_N_BOUNDS] = DRG_METRICS_BOUNDS;

void drg_http_metrics_init(drg_http_metrics *m)
{
    memset(m, 0, sizeof *m);
    pthread_mutex_init(&m->lock, NULL);
}

void drg_http_metrics_release(drg_http_metrics *m)
{
    pthread_mutex_destroy(&m->lock);
}

void drg_http_metrics_answered(drg_http_metrics *m, unsigned status, double seconds, uint64_t sent_bytes)
{
    size_t class = 0;
    while (class < DRG_METRICS_N_BOUNDS && seconds > bounds[class])
        class ++;
    pthread_mutex_lock(&m->lock);
    m->by_class[status / 100 < 6 ? status / 100 : 0]++;
    m->by_time[class]++;
    m->seconds += seconds;
    m->sent_bytes += sent_bytes;
    pthread_mutex_unlock(&m->lock);
}

void drg_http_metrics_count(drg_http_metrics *m, uint64_t *which)
{
    pthread_mutex_lock(&m->lock);
    ++*which;
    pthread_mutex_unlock(&m->lock);
}

static void write_number(drg_buf *out, const char *name, const char *type, const char *help, double value)
{
    drg_buf_printf(out, "# HELP %s %s\n# TYPE %s %s\n%s ", name, help, name, type, name);
    drg_buf_number(out, value);
    drg_buf_add(out, "\n", 1);
}

static void write_times(const drg_http_metrics *m, drg_buf *out)
{
    uint64_t sum = 0;
    drg_buf_printf(out, "# HELP dragoman_http_request_seconds How long answers took.\n"
                        "# TYPE dragoman_http_request_seconds histogram\n");
    for (size_t i = 0; i <= DRG_METRICS_N_BOUNDS; i++) {
        sum += m->by_time[i];
        drg_buf_printf(out, "dragoman_http_request_seconds_bucket{le=\"");
        if (i < DRG_METRICS_N_BOUNDS)
            drg_buf_number(out, bounds[i]);
        else
            drg_buf_printf(out, "+Inf");
        drg_buf_printf(out, "\"} %llu\n", (unsigned long long)sum);
    }
    drg_buf_printf(out, "dragoman_http_request_seconds_sum ");
    drg_buf_number(out, m->seconds);
    drg_buf_printf(out, "\ndragoman_http_request_seconds_count %llu\n", (unsigned long long)sum);
}

drg_status drg_http_metrics_write(drg_http_metrics *m, size_t connections, size_t followers, drg_buf *out)
{
    pthread_mutex_lock(&m->lock);
    drg_http_metrics now = *m;
    pthread_mutex_unlock(&m->lock);
    drg_buf_printf(out, "# HELP dragoman_http_requests_total Requests by the class of their status.\n"
                        "# TYPE dragoman_http_requests_total counter\n");
    for (size_t i = 1; i < 6; i++)
        drg_buf_printf(out, "dragoman_http_requests_total{status=\"%zuxx\"} %llu\n", i,
                       (unsigned long long)now.by_class[i]);
    write_times(&now, out);
    write_number(out, "dragoman_http_sent_bytes_total", "counter", "Bytes of answers.", (double)now.sent_bytes);
    write_number(out, "dragoman_http_kept_total", "counter", "Answers that were given again.", (double)now.kept);
    write_number(out, "dragoman_http_refused_rate_total", "counter", "Requests refused for coming too often.",
                 (double)now.refused_rate);
    write_number(out, "dragoman_http_refused_token_total", "counter", "Requests refused for want of a token.",
                 (double)now.refused_token);
    write_number(out, "dragoman_http_connections", "gauge", "Open connections.", (double)connections);
    write_number(out, "dragoman_http_followers", "gauge", "Streams that are followed.", (double)followers);
    /* What the buffer could not take shows in its length alone; the last addition tells. */
    return drg_buf_add(out, "", 0);
}

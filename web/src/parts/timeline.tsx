// web/src/parts/timeline.tsx - how many incidents each month had; a month is a link that filters for it.
import { changed, href } from "../route.ts";
import type { Counts } from "../types.ts";
import { count, number } from "../words.ts";

function lastDay(month: string): string {
  const [y, m] = month.split("-").map(Number);
  return `${month}-${new Date(Date.UTC(y, m, 0)).getUTCDate()}`;
}

// All months from the first to the last, the empty ones too; of long times the latest.
function months(rows: { value: string; n: number }[]): { value: string; n: number }[] {
  const by = new Map(rows.map((row) => [row.value, row.n]));
  const sorted = [...by.keys()].sort();
  const all: { value: string; n: number }[] = [];
  let [y, m] = (sorted[0] ?? "").split("-").map(Number);
  const end = sorted[sorted.length - 1];
  while (sorted.length && all.length < 2400) {
    const value = `${String(y).padStart(4, "0")}-${String(m).padStart(2, "0")}`;
    all.push({ value, n: by.get(value) ?? 0 });
    if (value >= end) break;
    [y, m] = m === 12 ? [y + 1, 1] : [y, m + 1];
  }
  return all.slice(-72);
}

export function Timeline({ counts, query }: { counts?: Counts; query: URLSearchParams }) {
  const rows = months(counts?.facets.month ?? []);
  const most = Math.max(1, ...rows.map((row) => row.n));
  if (!rows.length) return null;
  return (
    <figure class="timeline" aria-label="Incidents by month">
      <ol>
        {rows.map((row) => (
          <li key={row.value}>
            <a
              href={href(["incidents"], changed(query, { since: `${row.value}-01`, until: lastDay(row.value) }))}
              aria-label={`${row.value}: ${count(row.n, "incident")}`}
              title={`${row.value}: ${number(row.n)}`}
            >
              <span class="bar" style={{ height: `${row.n ? 4 + (row.n / most) * 56 : 0}px` }} />
            </a>
          </li>
        ))}
      </ol>
      <figcaption>
        <span>{rows[0].value}</span>
        <span>{rows[rows.length - 1].value}</span>
      </figcaption>
    </figure>
  );
}

// web/src/parts/filter.tsx - the filter: free text, days, and facets whose counts follow it.
import { changed, go, href } from "../route.ts";
import type { Counts } from "../types.ts";
import { number } from "../words.ts";

// A facet of the counts, and the parameter that it sets.
const facets: [string, string, string][] = [
  ["type", "type", "What"],
  ["actor", "actor", "By whom"],
  ["recipient", "recipient", "To whom"],
  ["country", "country", "Where"],
  ["source", "source", "According to"],
  ["status", "status", "Status"],
];
const shown = 8;

function address(query: URLSearchParams, changes: Record<string, string | null>): string {
  return href(["incidents"], changed(query, changes));
}

function Facet(props: { name: string; parameter: string; title: string; counts?: Counts; query: URLSearchParams }) {
  const { name, parameter, title, counts, query } = props;
  const chosen = query.get(parameter);
  const rows = counts?.facets[name] ?? [];
  const label = (row: { value: string; name?: string }) => row.name ?? (name === "type" ? row.value.toLowerCase() : row.value);
  const value = (row: { value: string; name?: string }) => (name === "source" ? (row.name ?? row.value) : row.value);
  if (!rows.length && !chosen) return null;
  return (
    <details open>
      <summary>{title}</summary>
      <ul>
        {chosen && (
          <li>
            <a class="chosen" href={address(query, { [parameter]: null })} aria-label={`${title}: ${chosen}, chosen; take it away`}>
              {chosen} <span aria-hidden="true">×</span>
            </a>
          </li>
        )}
        {rows
          .filter((row) => value(row) !== chosen)
          .slice(0, shown)
          .map((row) => (
            <li key={row.value}>
              <a href={address(query, { [parameter]: value(row) })}>
                <span>{label(row)}</span> <span class="n">{number(row.n)}</span>
              </a>
            </li>
          ))}
      </ul>
    </details>
  );
}

export function Filter({ query, counts }: { query: URLSearchParams; counts?: Counts }) {
  const fields: [string, string, string][] = [
    ["text", "search", "Words"],
    ["since", "date", "From"],
    ["until", "date", "To"],
    ["place", "text", "Place"],
    ["min-dead", "number", "Dead, at least"],
  ];
  return (
    <aside class="filter" aria-label="Filter">
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          const data = new FormData(event.currentTarget);
          go(address(query, Object.fromEntries(fields.map(([name]) => [name, String(data.get(name) ?? "").trim() || null]))));
        }}
      >
        {fields.map(([name, type, label]) => (
          <label key={name}>
            <span>{label}</span>
            <input key={query.get(name) ?? ""} name={name} type={type} min={type === "number" ? 0 : undefined} defaultValue={query.get(name) ?? ""} />
          </label>
        ))}
        <div class="buttons">
          <button type="submit">Filter</button>
          <a href="/incidents">Clear</a>
        </div>
      </form>
      {facets.map(([name, parameter, title]) => (
        <Facet key={name} name={name} parameter={parameter} title={title} counts={counts} query={query} />
      ))}
    </aside>
  );
}

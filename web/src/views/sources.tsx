// web/src/views/sources.tsx - who claims what, and how often others confirm or contradict it.
import { useState } from "preact/hooks";
import { Shown, useAnswer } from "../load.tsx";
import { changed, go, href } from "../route.ts";
import type { Page, Source, SourceCard } from "../types.ts";
import { count, day, number } from "../words.ts";

function Share({ of }: { of: Source }) {
  const all = Math.max(1, of.n_confirmed + of.n_contradicted + of.n_alone);
  const parts: [string, number][] = [
    ["confirmed", of.n_confirmed],
    ["contradicted", of.n_contradicted],
    ["alone", of.n_alone],
  ];
  let at = 0;
  return (
    <svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      {parts.map(([name, n]) => {
        const x = at;
        at += (n / all) * 100;
        return <rect key={name} class={name} x={x} y="0" width={(n / all) * 100} height="8" />;
      })}
    </svg>
  );
}

export function Sources({ query, again }: { query: URLSearchParams; again: number }) {
  const [tries, setTries] = useState(0);
  const page = useAnswer<Page<Source>>(`sources?${query}`, again + tries);
  return (
    <section>
      <div class="head">
        <h1>Sources</h1>
        <form
          role="search"
          onSubmit={(event) => {
            event.preventDefault();
            const data = new FormData(event.currentTarget);
            go(href(["sources"], changed(query, { text: String(data.get("text") ?? ""), kind: String(data.get("kind") ?? ""), sort: String(data.get("sort") ?? "") })));
          }}
        >
          <label>
            <span>Name</span>
            <input name="text" type="search" defaultValue={query.get("text") ?? ""} />
          </label>
          <label>
            <span>Kind</span>
            <select name="kind" defaultValue={query.get("kind") ?? ""}>
              {["", "named", "anonymous", "media", "document"].map((kind) => (
                <option key={kind} value={kind} selected={kind === (query.get("kind") ?? "")}>
                  {kind || "any"}
                </option>
              ))}
            </select>
          </label>
          <label>
            <span>Order</span>
            <select name="sort">
              {[
                ["most", "most claims"],
                ["contradicted-most", "most contradicted"],
              ].map(([value, text]) => (
                <option key={value} value={value} selected={value === query.get("sort")}>
                  {text}
                </option>
              ))}
            </select>
          </label>
          <button type="submit">Show</button>
        </form>
      </div>
      <Shown of={page} retry={() => setTries((n) => n + 1)}>
        {(value) => (
          <div class="scroll" tabIndex={0} role="region" aria-label="Table of sources">
            <table>
              <thead>
                <tr>
                  <th scope="col">Source</th>
                  <th scope="col">Kind</th>
                  <th scope="col">Claims</th>
                  <th scope="col">Confirmed</th>
                  <th scope="col">Contradicted</th>
                  <th scope="col">Alone</th>
                  <th scope="col">Denied</th>
                </tr>
              </thead>
              <tbody>
                {value.items.map((source) => (
                  <tr key={source.id}>
                    <th scope="row">
                      <a href={href(["sources", source.id])}>{source.name}</a>
                      <Share of={source} />
                    </th>
                    <td>{[source.kind, source.country, source.sector].filter(Boolean).join(" · ")}</td>
                    <td>{number(source.n_claims)}</td>
                    <td>{number(source.n_confirmed)}</td>
                    <td>{number(source.n_contradicted)}</td>
                    <td>{number(source.n_alone)}</td>
                    <td>{number(source.n_denied)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Shown>
    </section>
  );
}

export function SourceView({ id, again }: { id: string; again: number }) {
  const [tries, setTries] = useState(0);
  const item = useAnswer<SourceCard>(`sources/${encodeURIComponent(id)}`, again + tries);
  return (
    <>
      <p>
        <a href="/sources">All sources</a>
      </p>
      <Shown of={item} retry={() => setTries((n) => n + 1)}>
        {(source) => (
          <article class="card">
            <h1>{source.name}</h1>
            <p class="lead">
              {[source.kind, source.country, source.sector].filter(Boolean).join(" · ")}: {count(source.n_claims, "claim")} about{" "}
              {count(source.n_incidents, "incident")}; others confirmed {number(source.n_confirmed)} and contradicted {number(source.n_contradicted)}; alone with{" "}
              {number(source.n_alone)}
            </p>
            <h2>What it claims</h2>
            <ul class="chips">
              {source.claimed.map((row) => (
                <li key={row.event + row.stance}>
                  {row.event.toLowerCase()}, {row.stance} <span class="n">{number(row.n)}</span>
                </li>
              ))}
            </ul>
            <h2>Latest incidents</h2>
            <ul class="list">
              {source.incidents.map((row) => (
                <li key={row.incident}>
                  <a href={href(["incidents", row.incident])}>{row.sentence}</a>
                  <p class="small">
                    {[day(row.first_day), row.denies ? "denies it" : "tells it", row.confirmed ? "confirmed" : "", row.contradicted ? "contradicted" : "", row.alone ? "alone" : ""]
                      .filter(Boolean)
                      .join(" · ")}
                  </p>
                </li>
              ))}
            </ul>
            {source.beside.length > 0 && (
              <>
                <h2>Beside whom</h2>
                <ul class="list">
                  {source.beside.map((row) => (
                    <li key={row.id}>
                      <a href={href(["sources", row.id])}>{row.name}</a>
                      <p class="small">
                        {count(row.n_incidents, "incident")}: agrees {number(row.n_agrees)}, disagrees {number(row.n_disagrees)}
                      </p>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </article>
        )}
      </Shown>
    </>
  );
}

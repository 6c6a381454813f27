// web/src/views/incidents.tsx - all incidents under a filter: facets, timeline, map and table, linked.
import { download } from "../api.ts";
import { Shown, useAnswer } from "../load.tsx";
import { Filter } from "../parts/filter.tsx";
import { WorldMap } from "../parts/map.tsx";
import { Timeline } from "../parts/timeline.tsx";
import { changed, go, href } from "../route.ts";
import type { Counts, Incident, Page, PlaceItem } from "../types.ts";
import { bounds, count, days, event, number, parties, place, whose } from "../words.ts";
import { useState } from "preact/hooks";

function Sort({ query }: { query: URLSearchParams }) {
  const orders: [string, string][] = [
    ["newest", "newest first"],
    ["oldest", "oldest first"],
    ["reported", "latest report first"],
    ["deadliest", "deadliest first"],
    ["told-most", "most told first"],
    ["denied-most", "most denied first"],
  ];
  return (
    <label class="sort">
      <span>Order</span>
      <select value={query.get("sort") ?? "newest"} onChange={(e) => go(href(["incidents"], changed(query, { sort: e.currentTarget.value })))}>
        {orders.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function Row({ item }: { item: Incident }) {
  const dead = item.numbers.find((n) => n.what === "dead") ?? item.numbers[0];
  return (
    <tr>
      <td class="when">{days(item.first_day, item.last_day)}</td>
      <td>
        <a href={href(["incidents", item.id])}>{item.sentence}</a>
        <div class="small">
          {event(item.event, item.mode)}
          {item.status !== "actual" && <span class={`status ${item.status}`}>{item.status}</span>}
        </div>
      </td>
      <td class="wide">{parties(item.actor)}</td>
      <td class="wide">{item.recipient.length ? parties(item.recipient) : ""}</td>
      <td class="wide">{place(item.place)}</td>
      <td>{dead && `${bounds(dead)} ${whose(dead)}`}</td>
      <td>
        {count(item.n_sources, "source")}
        <div class="small">
          {number(item.n_confirm)} for{item.n_deny > 0 && <strong class="deny">, {number(item.n_deny)} against</strong>}
        </div>
      </td>
    </tr>
  );
}

function Table({ page, query }: { page: Page<Incident>; query: URLSearchParams }) {
  if (!page.items.length) return <p>No incident is left by this filter.</p>;
  const next = new URLSearchParams(query);
  if (page.next) next.set("cursor", page.next);
  return (
    <>
      <div class="scroll" tabIndex={0} role="region" aria-label="Table of incidents">
        <table>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">What</th>
              <th scope="col" class="wide">
                By whom
              </th>
              <th scope="col" class="wide">
                To whom
              </th>
              <th scope="col" class="wide">
                Where
              </th>
              <th scope="col">How many</th>
              <th scope="col">According to</th>
            </tr>
          </thead>
          <tbody>
            {page.items.map((item) => (
              <Row key={item.id} item={item} />
            ))}
          </tbody>
        </table>
      </div>
      <nav class="pages" aria-label="Pages">
        {query.has("cursor") && <a href={href(["incidents"], changed(query, {}))}>First page</a>}
        {page.next && <a href={href(["incidents"], next)}>Next page</a>}
      </nav>
    </>
  );
}

function Downloads({ query }: { query: URLSearchParams }) {
  const [problem, setProblem] = useState("");
  const get = (ending: string) => {
    const all = changed(query, { limit: "10000" });
    download(`incidents.${ending}?${all}`, `incidents.${ending}`).catch((why: Error) => setProblem(why.message));
  };
  return (
    <p class="downloads">
      {"Take these as "}
      {["json", "csv", "geojson", "atom"].map((ending) => (
        <button key={ending} type="button" onClick={() => get(ending)}>
          {ending}
        </button>
      ))}
      {problem && <span role="alert">{problem}</span>}
    </p>
  );
}

export function Incidents({ query, again }: { query: URLSearchParams; again: number }) {
  const [tries, setTries] = useState(0);
  const filter = changed(query, { sort: null });
  const retry = () => setTries((n) => n + 1);
  const page = useAnswer<Page<Incident>>(`incidents?${query}`, again + tries);
  const counts = useAnswer<Counts>(`incidents/counts?${filter}`, again + tries);
  const places = useAnswer<Page<PlaceItem>>(`places?${changed(filter, { limit: "500" })}`, again + tries);
  const n = counts.value;
  return (
    <div class="incidents">
      <Filter query={query} counts={n} />
      <section aria-labelledby="title">
        <div class="head">
          <h1 id="title">Incidents</h1>
          <p aria-live="polite">{n ? `${n.complete ? "" : "more than "}${count(n.n, "incident")}` : ""}</p>
          <Sort query={query} />
        </div>
        <Timeline counts={n} query={query} />
        <WorldMap
          places={places.value?.items ?? []}
          choose={(p) => go(href(["incidents"], changed(query, { place: p.name, country: p.country })))}
        />
        <Shown of={page} retry={retry}>
          {(value) => <Table page={value} query={query} />}
        </Shown>
        <Downloads query={query} />
      </section>
    </div>
  );
}

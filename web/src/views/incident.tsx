// web/src/views/incident.tsx - the card of one incident: what happened, and who says so, and who says otherwise.
import { useState } from "preact/hooks";
import { Shown, useAnswer } from "../load.tsx";
import { WorldMap } from "../parts/map.tsx";
import { History, Matrix, whatsOf } from "../parts/matrix.tsx";
import { href } from "../route.ts";
import type { IncidentCard, PlaceItem } from "../types.ts";
import { count, day, days, event, parties, place } from "../words.ts";

function spotOf(item: IncidentCard): PlaceItem[] {
  if (!item.place) return [];
  return [{ ...item.place, name: item.place.name ?? "", n_incidents: 1, n_records: item.n_records, best_dead: null }];
}

function Reasons({ item }: { item: IncidentCard }) {
  if (!item.links.length) return null;
  return (
    <details>
      <summary>Why these reports are thought to tell of one incident</summary>
      <ul>
        {item.links.map((link) => (
          <li key={link.record + link.other}>
            {`${link.record} and ${link.other}: ${link.score.toFixed(1)} `}
            <code>{JSON.stringify(link.reasons)}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Card({ item }: { item: IncidentCard }) {
  const facts: [string, string][] = [
    ["When", days(item.first_day, item.last_day)],
    ["Where", place(item.place)],
    ["By whom", parties(item.actor)],
    ["To whom", item.recipient.length ? parties(item.recipient) : ""],
    ["What", event(item.event, item.mode)],
    ["Reported", item.first_report === item.last_report ? day(item.first_report) : `${day(item.first_report)} to ${day(item.last_report)}`],
  ];
  return (
    <article class="card">
      <h1>{item.sentence}</h1>
      <p class="lead">
        <strong>{count(item.n_sources, "independent source")}</strong>
        {`, ${count(item.n_sides, "side")}; `}
        {`${item.n_confirm} for`}
        {item.n_deny > 0 ? <strong class="deny">{`, ${item.n_deny} against`}</strong> : ", nobody denies it"}
        {`; ${count(item.n_documents, "document")}`}
        {item.n_families < item.n_documents && `, ${item.n_families} of them no copies`}
        {item.status !== "actual" && <span class={`status ${item.status}`}>{item.status}</span>}
      </p>
      <dl>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <Matrix claims={item.claims} numbers={item.numbers} />
      <History claims={item.claims} what={whatsOf(item.claims)[0] ?? ""} />
      {item.tracks.length > 0 && (
        <section aria-labelledby="tracks">
          <h2 id="tracks">Part of</h2>
          <ul>
            {item.tracks.map((track) => (
              <li key={track.id + String(track.step)}>
                <a href={`${href(["tracks", track.id])}#step-${track.step}`}>{track.name}</a>: {track.state}
              </li>
            ))}
          </ul>
        </section>
      )}
      {item.place && <WorldMap places={spotOf(item)} choose={() => undefined} />}
      <Reasons item={item} />
    </article>
  );
}

export function IncidentView({ id, again }: { id: string; again: number }) {
  const [tries, setTries] = useState(0);
  const item = useAnswer<IncidentCard>(`incidents/${encodeURIComponent(id)}`, again + tries);
  return (
    <>
      <p>
        <a href="/incidents">All incidents</a>
      </p>
      <Shown of={item} retry={() => setTries((n) => n + 1)}>
        {(value) => <Card key={value.id} item={value} />}
      </Shown>
    </>
  );
}

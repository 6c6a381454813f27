// web/src/views/tracks.tsx - where talks, exchanges, ceasefires and offensives stand: a board, and the steps of one.
import { useState } from "preact/hooks";
import { Shown, useAnswer } from "../load.tsx";
import { Words } from "../parts/matrix.tsx";
import { changed, go, href } from "../route.ts";
import type { Page, Step, Track, TrackCard } from "../types.ts";
import { count, day, days } from "../words.ts";

const kinds: [string, string][] = [
  ["negotiation", "Negotiations"],
  ["exchange", "Exchanges"],
  ["ceasefire", "Ceasefires"],
  ["offensive", "Offensives"],
];

// Details are what the ledger keeps of a kind; shown as they are named, whatever they are.
function text(value: unknown): string {
  if (value === null || value === undefined || value === "") return "";
  if (Array.isArray(value)) return value.map(text).filter(Boolean).join(", ");
  if (typeof value === "object") {
    const o = value as Record<string, unknown>;
    if ("name" in o || "country" in o) return String(o.name ?? o.country ?? "");
    if ("low" in o || "high" in o) return `${o.low ?? "?"}–${o.high ?? "?"}${o.unit ? ` ${String(o.unit)}` : ""}`;
    return Object.entries(o)
      .map(([key, inner]) => [key, text(inner)])
      .filter(([, inner]) => inner)
      .map(([key, inner]) => `${key.replace(/_/g, " ")} ${inner}`)
      .join("; ");
  }
  if (typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value)) return day(value);
  return String(value);
}

function Details({ of }: { of: Record<string, unknown> }) {
  const rows = Object.entries(of)
    .map(([key, value]) => [key.replace(/_/g, " "), text(value)])
    .filter(([, value]) => value);
  if (!rows.length) return null;
  return (
    <dl>
      {rows.map(([key, value]) => (
        <div key={key}>
          <dt>{key}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Tile({ track }: { track: Track }) {
  return (
    <li class="tile">
      <a href={href(["tracks", track.id])}>{track.name}</a>
      <p>
        <span class="state">{track.state}</span>
        {track.disputed && <span class="status disputed">disputed</span>}
      </p>
      <p class="small">
        {days(track.first_day, track.last_day)} · {count(track.n_steps, "step")}
      </p>
    </li>
  );
}

export function Tracks({ query, again }: { query: URLSearchParams; again: number }) {
  const [tries, setTries] = useState(0);
  const asked = changed(query, { limit: "500" });
  const page = useAnswer<Page<Track>>(`tracks?${asked}`, again + tries);
  return (
    <section>
      <div class="head">
        <h1>Tracks</h1>
        <form
          role="search"
          onSubmit={(event) => {
            event.preventDefault();
            const data = new FormData(event.currentTarget);
            go(href(["tracks"], changed(query, { text: String(data.get("text") ?? ""), party: String(data.get("party") ?? "").trim() })));
          }}
        >
          <label>
            <span>Words</span>
            <input name="text" type="search" defaultValue={query.get("text") ?? ""} />
          </label>
          <label>
            <span>Party</span>
            <input name="party" placeholder="RUS" defaultValue={query.get("party") ?? ""} />
          </label>
          <button type="submit">Filter</button>
        </form>
      </div>
      <Shown of={page} retry={() => setTries((n) => n + 1)}>
        {(value) => (
          <div class="board">
            {kinds.map(([kind, title]) => {
              const these = value.items.filter((track) => track.kind === kind);
              return (
                <section key={kind} aria-labelledby={`kind-${kind}`}>
                  <h2 id={`kind-${kind}`}>
                    {title} <span class="n">{these.length}</span>
                  </h2>
                  {these.length ? (
                    <ul>
                      {these.map((track) => (
                        <Tile key={track.id} track={track} />
                      ))}
                    </ul>
                  ) : (
                    <p class="small">None.</p>
                  )}
                </section>
              );
            })}
          </div>
        )}
      </Shown>
    </section>
  );
}

function StepItem({ step }: { step: Step }) {
  const seen = new Set<string>();
  const claims = step.claims.filter((claim) => !claim.copy && !seen.has(claim.record + claim.source.id) && seen.add(claim.record + claim.source.id));
  return (
    <li id={`step-${step.n}`}>
      <h3>
        <span class="state">{step.state}</span> {step.day && <time dateTime={step.day}>{day(step.day)}</time>}
        {step.disputed && <span class="status disputed">sides differ</span>}
      </h3>
      <p>{step.incident ? <a href={href(["incidents", step.incident])}>{step.sentence}</a> : step.sentence}</p>
      <Details of={step.details} />
      <details>
        <summary>{count(claims.length, "claim")} behind it</summary>
        <ul class="claims">
          {claims.map((claim) => (
            <li key={claim.record + claim.source.id}>
              <strong>{claim.source.name}</strong> <span class={`stance ${claim.stance}`}>{claim.stance}</span> <Words claim={claim} />{" "}
              <span class="small">
                <a href={`${href(["documents", claim.document.id])}?record=${claim.record}`}>{claim.document.publisher ?? claim.document.id}</a>
              </span>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

export function TrackView({ id, again }: { id: string; again: number }) {
  const [tries, setTries] = useState(0);
  const track = useAnswer<TrackCard>(`tracks/${encodeURIComponent(id)}`, again + tries);
  return (
    <>
      <p>
        <a href="/tracks">All tracks</a>
      </p>
      <Shown of={track} retry={() => setTries((n) => n + 1)}>
        {(value) => (
          <article class="card">
            <h1>{value.name}</h1>
            <p class="lead">
              {value.kind}: <span class="state">{value.state}</span>
              {value.disputed && <span class="status disputed">disputed</span>} · {days(value.first_day, value.last_day)}
            </p>
            <Details of={value.details} />
            <h2>Step by step</h2>
            <ol class="steps">
              {value.steps.map((step) => (
                <StepItem key={step.n} step={step} />
              ))}
            </ol>
          </article>
        )}
      </Shown>
    </>
  );
}

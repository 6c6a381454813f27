// web/src/parts/record.tsx - one record beside the words that it was read from.
import { href } from "../route.ts";
import type { EventRecord } from "../types.ts";
import { bounds, days, event, parties, place } from "../words.ts";

export function RecordItem(props: { record: EventRecord; incident?: string | null; chosen: boolean; choose: () => void }) {
  const { record: r, incident, chosen, choose } = props;
  const rows: [string, string][] = [
    ["by", r.actor.length ? parties(r.actor) : ""],
    ["to", r.recipient.length ? parties(r.recipient) : ""],
    ["when", r.date ? days(r.date.start, r.date.end) : ""],
    ["where", r.place ? place(r.place) : ""],
    ["about", r.topic?.text ?? ""],
    ["how many", r.quantity.map((q) => `${bounds(q)} ${q.what}`).join(", ")],
    ["according to", r.attribution.map((a) => `${a.name ?? a.text} (${a.stance})`).join(", ") || "the document itself"],
  ];
  return (
    <li class={`record${chosen ? " chosen" : ""}`} id={`record-${r.id}`}>
      <button type="button" aria-pressed={chosen} onClick={choose}>
        <strong>{event(r.event, r.mode[0] ?? null)}</strong> {r.status !== "actual" && <span class={`status ${r.status}`}>{r.status}</span>}{" "}
        <span class="small">“{r.event_text}”</span>
      </button>
      {chosen && (
        <dl>
          {rows
            .filter(([, value]) => value)
            .map(([key, value]) => (
              <div key={key}>
                <dt>{key}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          <div>
            <dt>confidence</dt>
            <dd>{r.confidence.toFixed(2)}</dd>
          </div>
          {incident && (
            <div>
              <dt>incident</dt>
              <dd>
                <a href={href(["incidents", incident])}>its card</a>
              </dd>
            </div>
          )}
        </dl>
      )}
    </li>
  );
}

export function Legend() {
  return (
    <p class="legend">
      {["trigger", "actor", "recipient", "source", "place", "date", "number"].map((kind) => (
        <span key={kind}>
          <mark class={`mark ${kind}`}>{kind === "trigger" ? "event" : kind}</mark>{" "}
        </span>
      ))}
    </p>
  );
}

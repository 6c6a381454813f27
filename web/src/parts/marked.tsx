// web/src/parts/marked.tsx - a text with what was found in it marked. Offsets count code points.
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { Block, Coded, EventRecord } from "../types.ts";

export interface Mark {
  start: number;
  end: number;
  kind: string; // trigger, actor, recipient, source, place, date, number
  record?: string;
  title: string;
}

// Of marks that overlap the first in this order stays.
const order = ["trigger", "source", "actor", "recipient", "number", "place", "date"];

export function marksOf(records: EventRecord[]): Mark[] {
  return records.flatMap((r) => [
    { start: r.evidence.trigger_start, end: r.evidence.trigger_end, kind: "trigger", record: r.id, title: [r.event, ...r.mode].join(" ") + `, ${r.status}` },
    ...r.actor.map((e) => ({ start: e.start, end: e.end, kind: "actor", record: r.id, title: `by whom: ${codes(e)}` })),
    ...r.recipient.map((e) => ({ start: e.start, end: e.end, kind: "recipient", record: r.id, title: `to whom: ${codes(e)}` })),
    ...r.attribution.map((e) => ({ start: e.start, end: e.end, kind: "source", record: r.id, title: `according to: ${codes(e)}, ${e.stance}` })),
  ]);
}

function codes(e: { name: string | null; text: string; country: string | null; sector: string[] }): string {
  return [e.name ?? e.text, e.country, ...e.sector].filter(Boolean).join(" ");
}

export function layersOf(analysis: Coded["analysis"]): Mark[] {
  return [
    ...analysis.places.map((p) => ({ start: p.start, end: p.end, kind: "place", title: `place: ${p.name}` })),
    ...analysis.dates.map((d) => ({ start: d.start_offset, end: d.end_offset, kind: "date", title: "date" })),
    ...analysis.quantities.map((q) => ({ start: q.start_offset, end: q.end_offset, kind: "number", title: "number" })),
  ];
}

// In order of place, without overlaps.
function settle(marks: Mark[]): Mark[] {
  const kept: Mark[] = [];
  for (const mark of [...marks].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.start - b.start))
    if (mark.start < mark.end && !kept.some((other) => mark.start < other.end && other.start < mark.end)) kept.push(mark);
  return kept.sort((a, b) => a.start - b.start);
}

export function Marked(props: { text: string; blocks: Block[]; marks: Mark[]; chosen: string | null; choose: (record: string) => void }) {
  const { text, blocks, marks, chosen, choose } = props;
  const points = useMemo(() => [...text], [text]);
  const settled = useMemo(() => settle(marks), [marks]);
  const piece = (from: number, to: number): ComponentChildren[] => {
    const out: ComponentChildren[] = [];
    let at = from;
    for (const mark of settled) {
      if (mark.end <= at || mark.start >= to) continue;
      const [a, b] = [Math.max(at, mark.start), Math.min(to, mark.end)];
      if (a > at) out.push(points.slice(at, a).join(""));
      const words = points.slice(a, b).join("");
      const isChosen = chosen !== null && mark.record === chosen;
      out.push(
        mark.record && mark.kind === "trigger" ? (
          <button key={a} type="button" class={`mark trigger${isChosen ? " chosen" : ""}`} title={mark.title} aria-pressed={isChosen} onClick={() => choose(mark.record as string)}>
            {words}
          </button>
        ) : (
          <mark key={a} class={`mark ${mark.kind}${isChosen ? " chosen" : ""}`} title={mark.title}>
            {words}
          </mark>
        ),
      );
      at = b;
    }
    if (at < to) out.push(points.slice(at, to).join(""));
    return out;
  };
  const stretches = blocks.length ? blocks : [{ start: 0, end: points.length, kind: "prose" }];
  return (
    <div class="text" lang="en">
      {stretches.map((block) => (
        <div key={block.start} class={`block ${block.kind}`}>
          {piece(block.start, block.end)}
        </div>
      ))}
    </div>
  );
}

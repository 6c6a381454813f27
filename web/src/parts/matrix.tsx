// web/src/parts/matrix.tsx - the claims matrix: who says what, in whose words, with which number; disagreement is seen at
// a glance because all bars share one scale.
import { useState } from "preact/hooks";
import { href } from "../route.ts";
import type { Claim, IncidentNumber } from "../types.ts";
import { bounds, count, day, whose } from "../words.ts";

const against = (stance: string) => stance === "denies" || stance === "doubts";

// The numbers that are compared: what most of the claims have.
export function whatsOf(claims: Claim[]): string[] {
  const n = new Map<string, number>();
  for (const claim of claims) for (const number of claim.numbers) n.set(number.what, (n.get(number.what) ?? 0) + 1);
  return [...n].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([what]) => what);
}

function Bar({ low, high, most }: { low: number | null; high: number | null; most: number }) {
  const from = ((low ?? 0) / most) * 100;
  const to = ((high ?? most) / most) * 100;
  const open = high === null ? "open-high" : low === null ? "open-low" : "";
  return (
    <svg class={`bar ${open}`} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" x="0" y="4" width="100" height="2" />
      <rect class="range" x={Math.min(from, 99)} y="1" width={Math.max(1, to - from)} height="8" />
    </svg>
  );
}

export function Words({ claim }: { claim: Claim }) {
  // The trigger's place in the sentence, counted in code points.
  const points = [...claim.words];
  const [a, b] = [claim.trigger_start - claim.start, claim.trigger_end - claim.start];
  const inside = a >= 0 && b <= points.length && a < b;
  return (
    <q>
      {inside ? (
        <>
          {points.slice(0, a).join("")}
          <mark>{points.slice(a, b).join("")}</mark>
          {points.slice(b).join("")}
        </>
      ) : (
        claim.words
      )}
    </q>
  );
}

function Row({ claim, what, most, copies }: { claim: Claim; what: string; most: number; copies: number }) {
  const told = claim.numbers.find((n) => n.what === what);
  return (
    <tr class={against(claim.stance) || claim.status === "negated" ? "against" : undefined}>
      <th scope="row">
        <a href={href(["sources", claim.source.id])}>{claim.source.name}</a>
        <div class="small">
          {[claim.source.kind, claim.source.country, claim.source.sector].filter(Boolean).join(" · ")}
          {claim.via && " · passed it on"}
        </div>
      </th>
      <td>
        <span class={`stance ${claim.stance}`}>{claim.stance}</span>
        {claim.status !== "actual" && <div class="small">{claim.status}</div>}
      </td>
      <td class="number">
        {told && (
          <>
            {bounds(told)}
            <Bar low={told.low} high={told.high} most={most} />
          </>
        )}
      </td>
      <td>
        <Words claim={claim} />
        <div class="small">
          <a href={`${href(["documents", claim.document.id])}?record=${claim.record}`}>{claim.document.publisher ?? claim.document.title ?? claim.document.id}</a>
          {claim.document.published && `, ${day(claim.document.published)}`}
          {copies > 0 && ` · and ${count(copies, "copy", "copies")}`}
        </div>
      </td>
    </tr>
  );
}

export function Matrix({ claims, numbers }: { claims: Claim[]; numbers: IncidentNumber[] }) {
  const whats = whatsOf(claims);
  const [what, setWhat] = useState(whats[0] ?? "");
  const [folded, setFolded] = useState(true);
  const one = numbers.find((n) => n.what === what);
  const shown = folded ? claims.filter((claim) => !claim.copy) : claims;
  const values = claims.flatMap((claim) => claim.numbers.filter((n) => n.what === what).flatMap((n) => [n.low ?? 0, n.high ?? 0]));
  const most = Math.max(1, ...values) * 1.15;
  const copiesOf = (claim: Claim) =>
    claim.copy ? 0 : new Set(claims.filter((c) => c.copy && c.family === claim.family && c.source.id === claim.source.id).map((c) => c.document.id)).size;
  return (
    <section aria-labelledby="claims">
      <div class="head">
        <h2 id="claims">Who says what</h2>
        {whats.length > 1 && (
          <label>
            <span>Numbers of</span>
            <select value={what} onChange={(event) => setWhat(event.currentTarget.value)}>
              {whats.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        )}
        {claims.some((claim) => claim.copy) && (
          <label>
            <input type="checkbox" checked={!folded} onChange={() => setFolded(!folded)} /> Show copies
          </label>
        )}
      </div>
      {one && (
        <p>
          {whose(one)}: low {one.low ?? "?"}, best {one.best ?? "?"}, high {one.high ?? "?"}, by {count(one.n_sources, "source")}
        </p>
      )}
      <div class="scroll" tabIndex={0} role="region" aria-label="Claims">
        <table class="matrix">
          <thead>
            <tr>
              <th scope="col">Source</th>
              <th scope="col">Stance</th>
              <th scope="col">{what || "Number"}</th>
              <th scope="col">Words</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((claim) => (
              <Row key={claim.record + claim.source.id} claim={claim} what={what} most={most} copies={folded ? copiesOf(claim) : 0} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

export function History({ claims, what }: { claims: Claim[]; what: string }) {
  const rows = claims
    .flatMap((claim) => claim.numbers.filter((n) => n.what === what).map((n) => ({ claim, n })))
    .filter(({ claim }) => claim.document.published && !claim.copy && !claim.via)
    .sort((a, b) => (a.claim.document.published as string).localeCompare(b.claim.document.published as string));
  if (rows.length < 2) return null;
  return (
    <section aria-labelledby="history">
      <h2 id="history">How the number of {what} changed</h2>
      <ol class="history">
        {rows.map(({ claim, n }) => (
          <li key={claim.record + claim.source.id + n.text}>
            <time dateTime={claim.document.published as string}>{day(claim.document.published)}</time>
            <strong>{bounds(n)}</strong>
            <span>{claim.source.name}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

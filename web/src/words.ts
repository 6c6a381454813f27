// web/src/words.ts - values as people read them.
import type { Bounds, Entity, Party, Place } from "./types.ts";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export function day(text: string | null | undefined): string {
  const parts = text?.match(/^(\d+)-(\d\d)-(\d\d)$/);
  return parts ? `${Number(parts[3])} ${months[Number(parts[2]) - 1]} ${parts[1]}` : "";
}

export function days(first: string | null, last: string | null): string {
  if (!first && !last) return "day unknown";
  if (!last) return `since ${day(first)}`;
  if (!first) return `until ${day(last)}`;
  if (first === last) return day(first);
  const [a, b] = [first.split("-"), last.split("-")];
  if (a[0] === b[0] && a[1] === b[1]) return `${Number(a[2])}–${day(last)}`;
  return `${day(first)} – ${day(last)}`;
}

export function party(p: Party | Entity): string {
  const name = p.name ?? ("text" in p ? p.text : null);
  const sector = Array.isArray(p.sector) ? p.sector[0] : p.sector;
  const codes = [p.country, sector].filter(Boolean).join(" ");
  return name ? name : codes || "unknown";
}

export function parties(list: (Party | Entity)[]): string {
  return list.length ? list.map(party).join(", ") : "unknown";
}

export function place(p: Place | null): string {
  if (!p) return "place unknown";
  const parts = [p.name, p.province !== p.name ? p.province : null, p.resolution === "country" ? null : p.country];
  return parts.filter(Boolean).join(", ");
}

const plain = new Intl.NumberFormat("en");

export function bounds(b: { low: number | null; high: number | null }): string {
  if (b.low === null && b.high === null) return "unknown";
  if (b.high === null) return `at least ${plain.format(b.low as number)}`;
  if (b.low === null) return `at most ${plain.format(b.high)}`;
  if (b.low === b.high) return plain.format(b.low);
  return `${plain.format(b.low)}–${plain.format(b.high)}`;
}

export function number(n: number): string {
  return plain.format(n);
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${plain.format(n)} ${n === 1 ? one : many}`;
}

export function event(type: string, mode: string | null): string {
  return mode ? `${type.toLowerCase()}: ${mode}` : type.toLowerCase();
}

export function whose(b: Bounds): string {
  return [b.what, b.unit && b.unit !== "person" && !["dead", "injured"].includes(b.what) ? `(${b.unit})` : "", b.country ? `of ${b.country}` : ""]
    .filter(Boolean)
    .join(" ");
}

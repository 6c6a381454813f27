// web/src/parts/map.tsx - where incidents were. A circle is as wide as the place is uncertain: a country's middle is no
// place, and looks like none.
import { geoCircle, geoEquirectangular, geoGraticule10, geoPath } from "d3-geo";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { PlaceItem } from "../types.ts";
import { count } from "../words.ts";

type World = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;

let asked: Promise<World> | undefined;
function world(): Promise<World> {
  asked ??= fetch("/world.json").then((answer) => answer.json() as Promise<World>);
  return asked;
}

const width = 960;
const height = 480;
const kmPerDegree = 111.2;

interface Window {
  x: number;
  y: number;
  k: number;
}
const whole: Window = { x: 0, y: 0, k: 1 };

const projection = geoEquirectangular()
  .scale(width / (2 * Math.PI))
  .translate([width / 2, height / 2]);
const path = geoPath(projection);

// The window that shows all places, with room around.
function fit(places: PlaceItem[]): Window {
  const points = places.flatMap((p) => (p.lat === null || p.lon === null ? [] : [projection([p.lon, p.lat]) as [number, number]]));
  if (!points.length) return whole;
  const xs = points.map((p) => p[0]);
  const ys = points.map((p) => p[1]);
  const [left, right, top, bottom] = [Math.min(...xs) - 25, Math.max(...xs) + 25, Math.min(...ys) - 20, Math.max(...ys) + 20];
  const k = Math.max(1, Math.min(12, width / (right - left), height / (bottom - top)));
  return held({ k, x: (left + right) / 2 - width / k / 2, y: (top + bottom) / 2 - height / k / 2 });
}

function held(w: Window): Window {
  const k = Math.max(1, Math.min(40, w.k));
  return { k, x: Math.max(0, Math.min(width - width / k, w.x)), y: Math.max(0, Math.min(height - height / k, w.y)) };
}

function zoomed(w: Window, by: number, x = w.x + width / w.k / 2, y = w.y + height / w.k / 2): Window {
  const k = Math.max(1, Math.min(40, w.k * by));
  return held({ k, x: x - ((x - w.x) * w.k) / k, y: y - ((y - w.y) * w.k) / k });
}

function Circle({ at, zoom, choose }: { at: PlaceItem; zoom: number; choose: (place: PlaceItem) => void }) {
  const [x, y] = projection([at.lon as number, at.lat as number]) as [number, number];
  const area = useMemo(() => {
    const circle = geoCircle()
      .center([at.lon as number, at.lat as number])
      .radius((at.radius_km ?? 200) / kmPerDegree)
      .precision(6);
    return path(circle()) ?? "";
  }, [at.lat, at.lon, at.radius_km]);
  const label = `${at.name}: ${count(at.n_incidents, "incident")}, known to ${at.radius_km ?? "?"} km`;
  return (
    <g
      class="spot"
      role="button"
      tabindex={0}
      aria-label={label}
      onClick={() => choose(at)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        choose(at);
      }}
    >
      <title>{label}</title>
      <path class="area" d={area} />
      <circle class="dot" cx={x} cy={y} r={Math.min(9, 2.2 + Math.sqrt(at.n_incidents)) / zoom} />
    </g>
  );
}

export function WorldMap({ places, choose }: { places: PlaceItem[]; choose: (place: PlaceItem) => void }) {
  const [shapes, setShapes] = useState<{ land: string; borders: string }>();
  const [view, setView] = useState<Window>(whole);
  const drag = useRef<{ x: number; y: number; from: Window } | null>(null);
  const svg = useRef<SVGSVGElement>(null);
  const placed = useMemo(() => places.filter((p) => p.lat !== null && p.lon !== null), [places]);
  const key = placed.map((p) => `${p.lat},${p.lon}`).join(" ");

  useEffect(() => {
    void world().then((w) => {
      const countries = feature(w, w.objects.countries);
      setShapes({ land: path(feature(w, w.objects.land)) ?? "", borders: path(countries) ?? "" });
    });
  }, []);
  useEffect(() => setView(fit(placed)), [key]);

  const scale = () => width / view.k / (svg.current?.clientWidth || width);
  return (
    <div class="map">
      <svg
        ref={svg}
        viewBox={`${view.x} ${view.y} ${width / view.k} ${height / view.k}`}
        role="group"
        aria-label="Map: circles are as wide as a place is uncertain"
        onWheel={(event) => {
          // A wheel alone scrolls the page.
          if (!event.ctrlKey && !event.metaKey) return;
          event.preventDefault();
          const box = event.currentTarget.getBoundingClientRect();
          const x = view.x + ((event.clientX - box.left) / box.width) * (width / view.k);
          const y = view.y + ((event.clientY - box.top) / box.height) * (height / view.k);
          setView(zoomed(view, event.deltaY < 0 ? 1.3 : 1 / 1.3, x, y));
        }}
        onPointerDown={(event) => {
          drag.current = { x: event.clientX, y: event.clientY, from: view };
        }}
        onPointerMove={(event) => {
          const d = drag.current;
          if (!d || event.buttons === 0) return;
          const s = scale();
          setView(held({ ...d.from, x: d.from.x - (event.clientX - d.x) * s, y: d.from.y - (event.clientY - d.y) * s }));
        }}
        onPointerUp={() => {
          drag.current = null;
        }}
      >
        <path class="graticule" d={path(geoGraticule10()) ?? ""} />
        {shapes && <path class="land" d={shapes.land} />}
        {shapes && <path class="borders" d={shapes.borders} />}
        {placed
          .slice()
          .sort((a, b) => (b.radius_km ?? 0) - (a.radius_km ?? 0))
          .map((p) => (
            <Circle key={`${p.name} ${p.lat} ${p.lon}`} at={p} zoom={view.k} choose={choose} />
          ))}
      </svg>
      <div class="zoom">
        <button type="button" aria-label="Nearer" onClick={() => setView(zoomed(view, 1.6))}>
          +
        </button>
        <button type="button" aria-label="Farther" onClick={() => setView(zoomed(view, 1 / 1.6))}>
          −
        </button>
        <button type="button" onClick={() => setView(fit(placed))}>
          Fit
        </button>
        <button type="button" onClick={() => setView(whole)}>
          World
        </button>
      </div>
    </div>
  );
}

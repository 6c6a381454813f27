// web/src/main.tsx - the frame of all pages, and which view an address is.
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { follow } from "./api.ts";
import "./style.css";
import { href, useRoute } from "./route.ts";
import { DocumentView, Documents } from "./views/document.tsx";
import { IncidentView } from "./views/incident.tsx";
import { Incidents } from "./views/incidents.tsx";
import { SourceView, Sources } from "./views/sources.tsx";
import { Tracks, TrackView } from "./views/tracks.tsx";
import { TryIt } from "./views/try.tsx";

const tabs: [string, string][] = [
  ["incidents", "Incidents"],
  ["tracks", "Tracks"],
  ["sources", "Sources"],
  ["documents", "Documents"],
  ["try", "Try it"],
];

const themes = ["auto", "light", "dark"] as const;

function Theme() {
  const [theme, setTheme] = useState(localStorage.getItem("dragoman-theme") ?? "auto");
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem("dragoman-theme", theme);
  }, [theme]);
  return (
    <label class="theme">
      <span>Colours</span>
      <select value={theme} onChange={(event) => setTheme(event.currentTarget.value)}>
        {themes.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function View({ again }: { again: number }) {
  const { path, query } = useRoute();
  const [what = "incidents", id] = path;
  const one = path.length === 2;
  if (what === "incidents") return one ? <IncidentView id={id} again={again} /> : <Incidents query={query} again={again} />;
  if (what === "tracks") return one ? <TrackView id={id} again={again} /> : <Tracks query={query} again={again} />;
  if (what === "sources") return one ? <SourceView id={id} again={again} /> : <Sources query={query} again={again} />;
  if (what === "documents") return one ? <DocumentView id={id} query={query} again={again} /> : <Documents query={query} again={again} />;
  if (what === "try") return <TryIt />;
  return (
    <section>
      <h1>There is no such page</h1>
      <p>
        <a href="/">Go to the incidents</a>
      </p>
    </section>
  );
}

function App() {
  const { path } = useRoute();
  const [again, setAgain] = useState(0);
  useEffect(() => follow(() => setAgain((n) => n + 1)), []);
  return (
    <>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <header>
        <a class="name" href="/">
          dragoman
        </a>
        <nav aria-label="Views">
          {tabs.map(([what, text]) => (
            <a key={what} href={href([what])} aria-current={(path[0] ?? "incidents") === what ? "page" : undefined}>
              {text}
            </a>
          ))}
        </nav>
        <Theme />
      </header>
      <main id="main" tabIndex={-1}>
        <View again={again} />
      </main>
      <footer>
        <a href="/api/v1/openapi.json">API</a>
      </footer>
    </>
  );
}

render(<App />, document.body);

// web/src/views/try.tsx - paste an article, see its records in place. Nothing is stored.
import { useRef, useState } from "preact/hooks";
import { code } from "../api.ts";
import { layersOf, Marked, marksOf } from "../parts/marked.tsx";
import { Legend, RecordItem } from "../parts/record.tsx";
import type { Coded } from "../types.ts";
import { count } from "../words.ts";

export function TryIt() {
  const [coded, setCoded] = useState<Coded>();
  const [problem, setProblem] = useState("");
  const [waits, setWaits] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  const published = useRef<HTMLInputElement>(null);
  const run = () => {
    setWaits(true);
    setProblem("");
    code<Coded>(text.current?.value ?? "", published.current?.value ?? "").then(
      (value) => {
        setCoded(value);
        setChosen(value.records[0]?.id ?? null);
        setWaits(false);
      },
      (why: Error) => {
        setProblem(why.message);
        setCoded(undefined);
        setWaits(false);
      },
    );
  };
  return (
    <section>
      <h1>Try it</h1>
      <form
        class="try"
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <label for="article">An article, as text or HTML. It is coded and forgotten.</label>
        <textarea id="article" ref={text} rows={10} required />
        <label>
          <span>Published</span>
          <input ref={published} type="date" />
        </label>
        <button type="submit" disabled={waits}>
          {waits ? "Coding…" : "Code it"}
        </button>
      </form>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {coded && (
        <div class="beside" aria-live="polite">
          <section aria-label="Text">
            <Legend />
            <Marked text={coded.document.text} blocks={coded.document.blocks} marks={[...marksOf(coded.records), ...layersOf(coded.analysis)]} chosen={chosen} choose={setChosen} />
          </section>
          <section aria-label="Records">
            <h2>{count(coded.records.length, "record")}</h2>
            <ol class="records">
              {coded.records.map((record) => (
                <RecordItem key={record.id} record={record} chosen={record.id === chosen} choose={() => setChosen(record.id)} />
              ))}
            </ol>
          </section>
        </div>
      )}
    </section>
  );
}

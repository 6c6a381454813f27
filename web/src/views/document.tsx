// web/src/views/document.tsx - the documents, and one of them with its records beside its words.
import { useEffect, useState } from "preact/hooks";
import { Shown, useAnswer } from "../load.tsx";
import { Marked, marksOf } from "../parts/marked.tsx";
import { Legend, RecordItem } from "../parts/record.tsx";
import { changed, go, href } from "../route.ts";
import type { DocumentCard, Page, StoredDocument, Told } from "../types.ts";
import { count, day } from "../words.ts";

function Relatives({ title, list, self }: { title: string; list: Told[]; self: string }) {
  const others = list.filter((one) => one.id !== self);
  if (!others.length) return null;
  return (
    <details>
      <summary>
        {title}: {others.length}
      </summary>
      <ul>
        {others.map((one) => (
          <li key={one.id}>
            <a href={href(["documents", one.id])}>{one.publisher ?? one.title ?? one.id}</a>
            {one.published && `, ${day(one.published)}`}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Web({ url }: { url: string | null }) {
  // Only addresses of the web become links: the document says what it likes.
  return url && /^https?:\/\//i.test(url) ? (
    <a href={url} target="_blank" rel="noopener noreferrer nofollow">
      the page
    </a>
  ) : null;
}

function Card({ item, chosen, choose }: { item: DocumentCard; chosen: string | null; choose: (record: string) => void }) {
  useEffect(() => {
    if (chosen) document.getElementById(`record-${chosen}`)?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    <article class="document">
      <h1>{item.title ?? item.id}</h1>
      <p class="lead">
        {[item.publisher, day(item.published), count(item.records.length, "record")].filter(Boolean).join(" · ")} <Web url={item.url} />
      </p>
      <Relatives title="Copies" list={item.copies} self={item.id} />
      <Relatives title="Other revisions" list={item.revisions} self={item.id} />
      <div class="beside">
        <section aria-label="Text">
          <Legend />
          {item.text ? (
            <Marked text={item.text} blocks={item.blocks} marks={marksOf(item.records.map((r) => r.record))} chosen={chosen} choose={choose} />
          ) : (
            <p>Only its records came: the ledger does not have its text.</p>
          )}
        </section>
        <section aria-label="Records">
          <ol class="records">
            {item.records.map(({ record, incident }) => (
              <RecordItem key={record.id} record={record} incident={incident} chosen={record.id === chosen} choose={() => choose(record.id)} />
            ))}
          </ol>
        </section>
      </div>
    </article>
  );
}

export function DocumentView({ id, query, again }: { id: string; query: URLSearchParams; again: number }) {
  const [tries, setTries] = useState(0);
  const item = useAnswer<DocumentCard>(`documents/${encodeURIComponent(id)}`, again + tries);
  return (
    <>
      <p>
        <a href="/documents">All documents</a>
      </p>
      <Shown of={item} retry={() => setTries((n) => n + 1)}>
        {(value) => <Card item={value} chosen={query.get("record")} choose={(record) => go(href(["documents", id], changed(query, { record })), true)} />}
      </Shown>
    </>
  );
}

export function Documents({ query, again }: { query: URLSearchParams; again: number }) {
  const [tries, setTries] = useState(0);
  const page = useAnswer<Page<StoredDocument>>(`documents?${query}`, again + tries);
  return (
    <section>
      <div class="head">
        <h1>Documents</h1>
        <form
          role="search"
          onSubmit={(event) => {
            event.preventDefault();
            go(href(["documents"], changed(query, { text: String(new FormData(event.currentTarget).get("text") ?? "") })));
          }}
        >
          <label>
            <span>Words</span>
            <input name="text" type="search" defaultValue={query.get("text") ?? ""} />
          </label>
          <button type="submit">Find</button>
        </form>
      </div>
      <Shown of={page} retry={() => setTries((n) => n + 1)}>
        {(value) => (
          <>
            <ul class="list">
              {value.items.map((item) => (
                <li key={item.id}>
                  <a href={href(["documents", item.id])}>{item.title ?? item.id}</a>
                  <p class="small">
                    {[item.publisher, day(item.published), count(item.n_records, "record"), item.n_copies > 1 ? count(item.n_copies - 1, "copy", "copies") : ""].filter(Boolean).join(" · ")}
                  </p>
                </li>
              ))}
            </ul>
            <nav class="pages" aria-label="Pages">
              {value.next && <a href={href(["documents"], new URLSearchParams([...query, ["cursor", value.next]].filter(([k], i, all) => k !== "cursor" || i === all.length - 1)))}>Next page</a>}
            </nav>
          </>
        )}
      </Shown>
    </section>
  );
}

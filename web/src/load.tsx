// web/src/load.tsx - asking for what a view shows, and what stands there until it comes.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ask, Problem, setToken } from "./api.ts";

export interface Loaded<T> {
  value?: T;
  problem?: Problem;
  waits: boolean;
}

// What the address gives; what was there stays until the new comes. null: nothing is asked.
export function useAnswer<T>(path: string | null, again: number): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ waits: path !== null });
  useEffect(() => {
    if (path === null) return;
    const control = new AbortController();
    setLoaded((was) => ({ ...was, waits: true }));
    ask<T>(path, control.signal).then(
      (value) => setLoaded({ value, waits: false }),
      (why: unknown) => {
        if (control.signal.aborted) return;
        const problem = why instanceof Problem ? why : new Problem(0, "The server cannot be reached.");
        setLoaded({ problem, waits: false });
      },
    );
    return () => control.abort();
  }, [path, again]);
  return loaded;
}

function SignIn({ done }: { done: () => void }) {
  return (
    <form
      class="sign-in"
      onSubmit={(event) => {
        event.preventDefault();
        setToken(String(new FormData(event.currentTarget).get("token") ?? "").trim());
        done();
      }}
    >
      <label for="token">This ledger asks for a token.</label>
      <input id="token" name="token" type="password" autocomplete="current-password" required />
      <button type="submit">Show it</button>
    </form>
  );
}

export function Shown<T>(props: { of: Loaded<T>; retry: () => void; children: (value: T) => ComponentChildren }) {
  const { value, problem, waits } = props.of;
  if (problem?.status === 401) return <SignIn done={props.retry} />;
  if (problem)
    return (
      <div class="problem" role="alert">
        <h1>{problem.status === 404 ? "Not found" : "That did not work"}</h1>
        <p>{problem.status === 404 ? "There is nothing here: it may have changed, or the address is wrong." : problem.message}</p>
        <button type="button" onClick={props.retry}>
          Try again
        </button>
      </div>
    );
  if (value === undefined) return <p class="waits">{waits ? "Asking the ledger…" : ""}</p>;
  return (
    <div class={waits ? "stale" : undefined} aria-busy={waits}>
      {props.children(value)}
    </div>
  );
}

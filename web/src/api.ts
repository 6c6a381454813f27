// web/src/api.ts - asking the server. A token, where one is needed, lives as long as the browser's tab.

const TOKEN = "dragoman-token";

export function setToken(token: string): void {
  sessionStorage.setItem(TOKEN, token);
}

export class Problem extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

function headers(): Record<string, string> {
  const token = sessionStorage.getItem(TOKEN);
  return token ? { Authorization: `Bearer ${token}` } : {};
}

async function take(answer: Response): Promise<unknown> {
  if (answer.ok) return answer.json();
  const problem = await answer.json().catch(() => ({}));
  throw new Problem(answer.status, (problem as { detail?: string }).detail ?? answer.statusText);
}

export async function ask<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await take(await fetch(`/api/v1/${path}`, { headers: headers(), signal }))) as T;
}

export async function code<T>(text: string, published: string): Promise<T> {
  const day = published ? `?published=${encodeURIComponent(published)}` : "";
  const answer = await fetch(`/api/v1/code${day}`, {
    method: "POST",
    headers: { ...headers(), "Content-Type": "text/plain; charset=utf-8" },
    body: text,
  });
  return (await take(answer)) as T;
}

// A file of what is shown, for those who want it elsewhere. A token cannot go with a plain link.
export async function download(path: string, name: string): Promise<void> {
  const answer = await fetch(`/api/v1/${path}`, { headers: headers() });
  if (!answer.ok) await take(answer);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// Call when something comes or changes; at most once in two seconds. Returns how to stop.
export function follow(changed: () => void): () => void {
  const control = new AbortController();
  let timer: number | undefined;
  const tell = () => {
    timer ??= window.setTimeout(() => {
      timer = undefined;
      changed();
    }, 2000);
  };
  const run = async () => {
    let last = "";
    while (!control.signal.aborted) {
      try {
        const answer = await fetch("/api/v1/stream", {
          headers: last ? { ...headers(), "Last-Event-ID": last } : headers(),
          signal: control.signal,
        });
        const reader = answer.ok ? answer.body?.getReader() : undefined;
        const decoder = new TextDecoder();
        let rest = "";
        while (reader) {
          const { done, value } = await reader.read();
          if (done) break;
          const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
          rest = lines.pop() ?? "";
          for (const line of lines) {
            if (line.startsWith("id: ")) last = line.slice(4);
            if (line.startsWith("event: ")) tell();
          }
        }
      } catch {
        // The server went away, or we did.
      }
      if (!control.signal.aborted) await new Promise((wait) => setTimeout(wait, 5000));
    }
  };
  void run();
  return () => {
    control.abort();
    clearTimeout(timer);
  };
}

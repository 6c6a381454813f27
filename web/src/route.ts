// web/src/route.ts - every state of the pages is an address: a path, and the filter as parameters.
import { useEffect, useState } from "preact/hooks";

export interface Route {
  path: string[];
  query: URLSearchParams;
}

export function readRoute(): Route {
  return {
    path: location.pathname.split("/").filter(Boolean).map(decodeURIComponent),
    query: new URLSearchParams(location.search),
  };
}

export function href(path: string[], query?: URLSearchParams): string {
  const text = query?.toString();
  return `/${path.map(encodeURIComponent).join("/")}${text ? `?${text}` : ""}`;
}

export function go(address: string, replace = false): void {
  history[replace ? "replaceState" : "pushState"](null, "", address);
  window.dispatchEvent(new PopStateEvent("popstate"));
}

export function useRoute(): Route {
  const [route, setRoute] = useState(readRoute);
  useEffect(() => {
    const change = () => setRoute(readRoute());
    const click = (event: MouseEvent) => {
      const link = (event.target as Element).closest("a");
      const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
      if (!link || !plain || link.target || link.origin !== location.origin || link.pathname.startsWith("/api/")) return;
      event.preventDefault();
      go(link.pathname + link.search + link.hash);
      document.getElementById("main")?.focus();
      window.scrollTo(0, 0);
    };
    window.addEventListener("popstate", change);
    document.addEventListener("click", click);
    return () => {
      window.removeEventListener("popstate", change);
      document.removeEventListener("click", click);
    };
  }, []);
  return route;
}

// The filter with some parameters set (null: taken away). Where a filter changes, paging begins again.
export function changed(query: URLSearchParams, changes: Record<string, string | null>): URLSearchParams {
  const next = new URLSearchParams(query);
  next.delete("cursor");
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") next.delete(name);
    else next.set(name, value);
  }
  return next;
}

"use client";

import { useEffect, useState, type ComponentType } from "react";

const SIGNS = ["pointerdown", "keydown", "dragenter"] as const;

type DeferredProps<P> = {
  load: () => Promise<ComponentType<P>>;
  isWanted: boolean;
  /** Props of the component. */
  content: P;
};

/**
 * A component that no page waits for: loaded at the first key, pointer or focus event, or as soon as `isWanted`. When
 * loading fails, the next event tries again.
 */
export function Deferred<P extends object>({ load, isWanted, content }: DeferredProps<P>) {
  const [component, setComponent] = useState<ComponentType<P> | null>(null);
  const isThere = component !== null;
  useEffect(() => {
    if (isThere) return;
    const controller = new AbortController();
    const fetchIt = () =>
      void load().then(
        (loaded) => !controller.signal.aborted && setComponent(() => loaded),
        () => undefined,
      );
    for (const sign of SIGNS) window.addEventListener(sign, fetchIt, { signal: controller.signal });
    if (isWanted) fetchIt();
    return () => controller.abort();
  }, [load, isWanted, isThere]);
  if (!component) return null;
  const Content = component;
  return <Content {...content} />;
}

import type { ReactNode } from "react";

/** A part of the page: its title, what there is to say of all of it, and its rows. */
export function Part({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="text-lg font-medium">{title}</h2>
        {text ? <p className="text-[13px] text-muted-foreground">{text}</p> : null}
      </div>
      {children}
    </section>
  );
}

export function Rows({ children }: { children: ReactNode }) {
  return (
    <ul className="divide-y divide-border rounded-2xl border border-border bg-surface text-sm">{children}</ul>
  );
}

export function Nothing({ children }: { children: ReactNode }) {
  return <p className="text-sm text-muted-foreground">{children}</p>;
}

import type { ReactNode } from "react";

/** A section of a settings page: title, description and, where there are any, controls. */
export function SectionCard({
  title,
  text,
  children,
}: {
  title: string;
  text: string;
  children?: ReactNode;
}) {
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-5 rounded-2xl border border-border bg-surface p-5 sm:p-6">
      <header className="grid gap-1">
        <h2 className="font-medium">{title}</h2>
        <p className="text-sm text-pretty text-muted-foreground">{text}</p>
      </header>
      {children}
    </section>
  );
}

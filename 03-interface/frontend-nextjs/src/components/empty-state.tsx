import type { ReactNode } from "react";

type EmptyStateProps = {
  icon: ReactNode;
  title: string;
  children: ReactNode;
  action?: ReactNode;
  /** The page has no other heading. */
  isWholePage?: boolean;
};

export function EmptyState({ icon, title, children, action, isWholePage = false }: EmptyStateProps) {
  const Heading = isWholePage ? "h1" : "h2";
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-3 px-4 py-16 text-center sm:py-24">
      <div className="mb-2 flex size-14 items-center justify-center rounded-2xl border border-border bg-surface text-accent shadow-float [&_svg]:size-6">
        {icon}
      </div>
      <Heading className="font-serif text-2xl font-medium tracking-tight text-balance">{title}</Heading>
      <p className="text-[15px] leading-relaxed text-pretty text-muted-foreground">{children}</p>
      {action ? (
        <div className="mt-3 flex w-max max-w-[calc(100vw-2rem)] flex-wrap justify-center gap-2 max-sm:grid">
          {action}
        </div>
      ) : null}
    </div>
  );
}

import { cn } from "@/components/cn";

/** A turn of speech, with the scribe's red initial. */
export function Logo({ isCompact = false }: { isCompact?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2 font-serif text-[19px] font-semibold tracking-tight">
      <svg viewBox="0 0 24 24" className="size-6" aria-hidden>
        <rect x="2" y="9" width="3" height="6" rx="1.5" className="fill-accent" />
        <rect x="7" y="4" width="3" height="16" rx="1.5" className="fill-accent" />
        <path
          d="M13.5 8h8M13.5 12h8M13.5 16h5"
          className="stroke-current"
          strokeWidth="2"
          strokeLinecap="round"
        />
      </svg>
      <span className={cn("translate-y-[0.08em] leading-none", isCompact && "max-[430px]:hidden")}>
        Scribe
      </span>
    </span>
  );
}

import { ChevronDown } from "lucide-react";
import { useId, type ComponentProps, type ReactNode } from "react";
import { cn } from "@/components/cn";

const control =
  "h-10 w-full rounded-lg border border-border-strong/60 bg-surface px-3 text-[15px] text-ellipsis transition-colors placeholder:text-muted-foreground hover:border-border-strong disabled:opacity-60 aria-invalid:border-danger";

/** A field of one line, in the direction of what is written in it. */
export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input dir="auto" className={cn(control, className)} {...props} />;
}

export function Select({ className, ...props }: ComponentProps<"select">) {
  return (
    <span className="relative grid">
      <select className={cn(control, "appearance-none pr-9", className)} {...props} />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-muted-foreground"
      />
    </span>
  );
}

type FieldProps = {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  children: (control: {
    id: string;
    "aria-describedby": string | undefined;
    "aria-invalid": boolean;
  }) => ReactNode;
};

/** A labelled control with its hint or, in its place, what is wrong with it. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children({ id, "aria-describedby": note ? noteId : undefined, "aria-invalid": error !== undefined })}
      {note ? (
        <p
          id={noteId}
          className={cn(
            "text-[13px]",
            // What is wrong may quote a line of a file: an arrow of it is three signs.
            error ? "break-words text-danger [font-variant-ligatures:none]" : "text-muted-foreground",
          )}
        >
          {note}
        </p>
      ) : null}
    </div>
  );
}

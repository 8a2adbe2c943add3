import { Highlighter, MessageSquareText } from "lucide-react";
import { useTranslations } from "next-intl";
import type { NotedSpan } from "@/entities/comment/noted-span";

/** Leads from noted words to their comment beside the transcript. */
export function NoteButton({ span, onNote }: { span: NotedSpan; onNote: (id: string) => void }) {
  const t = useTranslations("comments");
  const { id, author, hasText } = span;
  const Icon = hasText ? MessageSquareText : Highlighter;
  return (
    <button
      type="button"
      data-stop
      tabIndex={-1}
      aria-label={t(hasText ? "openComment" : "openHighlight", { author })}
      className="mx-0.5 inline-grid size-6 place-content-center rounded-md align-middle text-muted-foreground select-none hover:bg-muted hover:text-foreground print:hidden"
      onClick={() => onNote(id)}
    >
      <Icon aria-hidden className="size-3.5" />
    </button>
  );
}

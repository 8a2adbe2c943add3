"use client";

import { useTranslations } from "next-intl";
import { Dialog } from "@/components/ui/dialog";
import { CommentForm } from "@/features/comments/comment-form";
import type { Commenting } from "@/features/comments/use-commenting";
import { useProblemText } from "@/lib/use-problem-text";

/** Where a comment on chosen words is written. */
export function CommentDialog({ commenting }: { commenting: Commenting }) {
  const t = useTranslations("comments");
  const problemText = useProblemText();
  const { writing, write, stop } = commenting;
  const close = () => {
    write.reset();
    stop();
  };
  return (
    <Dialog open={writing !== null} onOpenChange={close} title={t("new")} description={t("newLead")}>
      {writing ? (
        <>
          <blockquote className="line-clamp-4 border-l-2 border-highlight-strong pl-3 text-[15px]">
            {writing.quote}
          </blockquote>
          <CommentForm
            text=""
            isBusy={write.isPending}
            error={write.isError ? problemText(write.error) : undefined}
            onSave={(text) => write.mutate({ anchor: writing.anchor, text }, { onSuccess: close })}
            onDismiss={close}
          />
        </>
      ) : null}
    </Dialog>
  );
}

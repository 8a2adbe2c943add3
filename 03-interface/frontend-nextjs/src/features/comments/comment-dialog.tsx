"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { CommentForm } from "@/features/comments/comment-form";
import type { Commenting } from "@/features/comments/use-commenting";
import { useProblemText } from "@/lib/use-problem-text";

/** Where a comment on chosen words is written. What closes it otherwise than by its buttons asks first. */
export function CommentDialog({ commenting }: { commenting: Commenting }) {
  const t = useTranslations("comments");
  const problemText = useProblemText();
  const { writing, begun, write, keep, stop } = commenting;
  const [text, setText] = useState(begun);
  const [asks, setAsks] = useState(false);
  const close = () => {
    write.reset();
    setText("");
    setAsks(false);
    stop();
  };
  const tryClose = () => {
    if (write.isPending) return;
    if (text.trim()) setAsks(!asks);
    else close();
  };
  return (
    <Dialog
      closesOnBack
      open={writing !== null}
      onOpenChange={tryClose}
      title={t("new")}
      description={t("newLead")}
    >
      {writing ? (
        <>
          <blockquote className="line-clamp-4 border-l-2 border-highlight-strong pl-3 text-[15px]">
            {writing.quote}
          </blockquote>
          <CommentForm
            text=""
            begun={begun}
            isBusy={write.isPending}
            error={write.isError ? problemText(write.error) : undefined}
            question={
              asks ? (
                <div role="alert" className="flex flex-wrap items-center justify-end gap-2 text-sm">
                  <p className="min-w-0 flex-1 basis-40">{t("discardAsk")}</p>
                  <Button onClick={() => setAsks(false)}>{t("goOn")}</Button>
                  <Button variant="danger" onClick={close}>
                    {t("discard")}
                  </Button>
                </div>
              ) : undefined
            }
            onWrite={(written) => {
              setText(written);
              setAsks(false);
              keep(written);
            }}
            onSave={(text) => write.mutate({ anchor: writing.anchor, text }, { onSuccess: close })}
            onDismiss={close}
          />
        </>
      ) : null}
    </Dialog>
  );
}

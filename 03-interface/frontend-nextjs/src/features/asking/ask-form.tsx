"use client";

import { ArrowUp, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { MAX_QUESTION_LENGTH } from "@/lib/limits";

type AskFormProps = {
  label: string;
  isAsking: boolean;
  isFirst: boolean;
  onAsk: (question: string) => void;
  onStop: () => void;
};

/** The field of a question. Enter asks, Shift and Enter begin a line; while an answer comes, its button stops it. */
export function AskForm({ label, isAsking, isFirst, onAsk, onStop }: AskFormProps) {
  const t = useTranslations("asking");
  const [text, setText] = useState("");
  const ask = () => {
    if (!text.trim() || isAsking) return;
    onAsk(text.trim());
    setText("");
  };
  return (
    <form
      className="flex items-end gap-2 rounded-xl border border-border-strong/60 bg-surface p-1.5 focus-within:border-border-strong has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:-outline-offset-1 has-[textarea:focus-visible]:outline-ring"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <textarea
        aria-label={label}
        dir="auto"
        placeholder={t(isFirst ? "placeholder" : "followUp")}
        value={text}
        rows={1}
        maxLength={MAX_QUESTION_LENGTH}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          ask();
        }}
        className="field-sizing-content max-h-40 min-h-8 min-w-0 flex-1 resize-none rounded-lg bg-transparent px-2 py-1.5 text-[15px] leading-5 outline-none placeholder:text-muted-foreground"
      />
      {isAsking ? (
        <Button size="icon-sm" aria-label={t("stop")} onClick={onStop}>
          <Square className="fill-current" />
        </Button>
      ) : (
        <Button type="submit" size="icon-sm" variant="primary" aria-label={t("ask")} disabled={!text.trim()}>
          <ArrowUp />
        </Button>
      )}
    </form>
  );
}
